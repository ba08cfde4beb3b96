/**
 * Builds a sprite and its labels: `deno task data:full` into `data/full/`, `deno task data:bundled`
 * into `data/`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { decodeSprite } from "../lib/dataset/decode_sprite.ts";
import { runCommand } from "./command_line/run_command.ts";
import { UsageError } from "./command_line/usage_error.ts";
import { encodeSprite, readMnist, SPRITES } from "./sprites/build_sprite.ts";

const DATA_FOLDER = new URL("../data/", import.meta.url);

/** Runs a step of the work and says what it is and how long it took. */
async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  console.log(`${name} …`);
  const result = await work();
  console.log(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** Writes a file under another name first, so that a build cut short leaves the old one whole. */
async function writeWhole(url: URL, bytes: Uint8Array): Promise<void> {
  const part = new URL(`${url.href}.part`);
  await Deno.writeFile(part, bytes);
  await Deno.rename(part, url);
  console.log(`  ${fileURLToPath(url)}: ${bytes.length.toLocaleString("en")} bytes`);
}

async function build(name: keyof typeof SPRITES): Promise<void> {
  const { train, test } = SPRITES[name];
  const count = train + test;
  const folder = name === "full" ? new URL("full/", DATA_FOLDER) : DATA_FOLDER;
  const { pixels, labels } = await step(
    `1/4 Reading ${train.toLocaleString("en")} training and ${
      test.toLocaleString("en")
    } test digits`,
    () => readMnist(SPRITES[name]),
  );
  const png = await step("2/4 Encoding the sprite", () => encodeSprite(pixels));
  await step("3/4 Decoding it again to compare every pixel", async () => {
    const sprite = await decodeSprite(png);
    if (sprite.count === count && sprite.pixels.every((value, i) => value === pixels[i])) return;
    throw new Error(
      `Cannot build the ${name} sprite: expected its pixels back but found different ones`,
    );
  });
  await step("4/4 Writing", async () => {
    await Deno.mkdir(folder, { recursive: true });
    await writeWhole(new URL("mnist_images.png", folder), png);
    await writeWhole(new URL("mnist_labels_uint8", folder), labels);
  });
}

if (import.meta.main) {
  await runCommand(async () => {
    const [name] = Deno.args;
    if (name !== "bundled" && name !== "full") {
      throw new UsageError(
        `Cannot build a sprite: expected its name, "bundled" or "full", but found ` +
          Deno.inspect(name),
      );
    }
    await build(name);
  });
}
