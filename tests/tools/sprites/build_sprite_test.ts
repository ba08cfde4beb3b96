import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { decodeSprite } from "../../../lib/course/dataset/decode_sprite.ts";
import { encodeSprite, readMnist, SPRITES } from "../../../tools/sprites/build_sprite.ts";
import { parseIdx } from "../../../tools/sprites/read_idx.ts";

const DATA = new URL("../../../data/", import.meta.url);
const PNG = await Deno.readFile(new URL("mnist_images.png", DATA));
const LABELS = await Deno.readFile(new URL("mnist_labels_uint8", DATA));

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

Deno.test("the bundled sprite holds the package's digits, pixel for pixel", async () => {
  const { pixels, labels } = await readMnist(SPRITES.bundled);
  const sprite = await decodeSprite(PNG);
  equal(sprite.count, 7800);
  equal(sprite.pixels.findIndex((value, i) => value !== pixels[i]), -1);
  deepEqual(LABELS, labels);
});

Deno.test("encodeSprite() builds the bundled sprite byte for byte", async () => {
  const { pixels } = await readMnist(SPRITES.bundled);
  equal(await sha256(encodeSprite(pixels) as Uint8Array<ArrayBuffer>), await sha256(PNG));
});

Deno.test("readMnist() takes the first digits of both sets, whatever the size", async () => {
  const { pixels, labels } = await readMnist({ train: 2, test: 1 });
  const bundled = (await decodeSprite(PNG)).pixels;
  deepEqual(pixels.subarray(0, 2 * 784), bundled.subarray(0, 2 * 784));
  deepEqual(pixels.subarray(2 * 784), bundled.subarray(6500 * 784, 6501 * 784));
  deepEqual(
    labels,
    new Uint8Array([...LABELS.subarray(0, 20), ...LABELS.subarray(65_000, 65_010)]),
  );
});

Deno.test("data/README.md states the hashes and counts of the bundled files", async () => {
  // `deno fmt` aligns the columns of tables.
  const readme = (await Deno.readTextFile(new URL("README.md", DATA))).replaceAll(/ +/g, " ");
  ok(readme.includes(await sha256(PNG)));
  ok(readme.includes(await sha256(LABELS)));
  ok(readme.includes(PNG.length.toLocaleString("en")));
  const labels = Array.from({ length: 7800 }, (_, row) => LABELS.indexOf(1, row * 10) - row * 10);
  for (let digit = 0; digit < 10; digit++) {
    const count = (from: number, to: number) =>
      labels.slice(from, to).filter((label) => label === digit).length;
    const row = `| ${digit} | ${count(0, 6500)} | ${count(6500, 7800)} | ${count(0, 7800)} |`;
    ok(readme.includes(row), `${row} is missing`);
  }
});

Deno.test("parseIdx() rejects what is not an idx file of bytes, and one cut off", () => {
  throws(() => parseIdx(Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0)), {
    name: "SyntaxError",
    message: "Cannot parse the idx file: expected the magic number of an array of unsigned bytes " +
      "but found [0, 0, 13, 1]",
  });
  throws(() => parseIdx(Uint8Array.of(0, 0, 0x08, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3)), {
    name: "SyntaxError",
    message: "Cannot parse the idx file: expected 6 values for shape [2, 3] but found 3",
  });
});

Deno.test("data:bundled rejects what it does not know", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "tools/sprites/main.ts", "half"],
    cwd: new URL("../../../", import.meta.url),
  }).output();
  equal(code, 2);
  equal(
    new TextDecoder().decode(stderr),
    'Cannot build a sprite: expected options alone but found "half"\n',
  );
});
