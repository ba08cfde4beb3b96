import { deepEqual, equal, rejects } from "node:assert/strict";
import { decodeSprite } from "../../lib/dataset/decode_sprite.ts";
import { encodePng } from "./sprite_bytes.ts";

const PIXELS = Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 251);
const PNG = encodePng(PIXELS, 784);

Deno.test("decodeSprite() returns the grey values of a grey PNG", async () => {
  deepEqual(await decodeSprite(PNG), { count: 3, pixels: PIXELS });
});

Deno.test("decodeSprite() returns the red channel of a PNG in colour", async () => {
  for (const channels of [3, 4] as const) {
    const colour = Uint8Array.from(
      { length: 784 * channels },
      (_, i) => i % channels === 0 ? (i / channels) % 256 : 255,
    );
    const { count, pixels } = await decodeSprite(encodePng(colour, 784, channels));
    equal(count, 1);
    deepEqual(pixels, Uint8Array.from({ length: 784 }, (_, i) => i % 256));
  }
});

Deno.test("decodeSprite() reads bytes that lie in the middle of a buffer", async () => {
  const buffer = new Uint8Array(PNG.length + 20);
  buffer.set(PNG, 7);
  deepEqual((await decodeSprite(buffer.subarray(7, 7 + PNG.length))).pixels, PIXELS);
});

Deno.test("decodeSprite() rejects an empty file", async () => {
  await rejects(decodeSprite(new Uint8Array()), {
    name: "SyntaxError",
    message: "Cannot decode the sprite: expected a PNG but found no bytes",
  });
});

Deno.test("decodeSprite() rejects what is no array of bytes", async () => {
  await rejects(decodeSprite("data/mnist_images.png" as unknown as Uint8Array), {
    name: "TypeError",
    message: 'Cannot decode the sprite: expected a Uint8Array but found "data/mnist_images.png"',
  });
});

Deno.test("decodeSprite() rejects what is not a PNG", async () => {
  await rejects(decodeSprite(new TextEncoder().encode("<html>")), {
    name: "SyntaxError",
    message:
      "Cannot decode the sprite: expected a PNG but found bytes that start with 3c 68 74 6d 6c 3e",
  });
});

Deno.test("decodeSprite() rejects a PNG of another width", async () => {
  await rejects(decodeSprite(encodePng(new Uint8Array(28 * 28), 28)), {
    name: "TypeError",
    message: "Cannot decode the sprite: expected a PNG 784 px wide with a digit in each row " +
      "but found one of 28 × 28 px",
  });
});

Deno.test("decodeSprite() rejects a PNG cut off anywhere", async () => {
  for (const length of [8, 20, 40, PNG.length >> 1, PNG.length - 12, PNG.length - 1]) {
    await rejects(decodeSprite(PNG.subarray(0, length)), {
      name: "SyntaxError",
      message:
        `Cannot decode the sprite: expected a complete PNG but found one cut off after ${length} bytes`,
    });
  }
});

Deno.test("decodeSprite() rejects a PNG with damaged data", async () => {
  const damaged = PNG.slice();
  damaged[PNG.length >> 1] ^= 0xff;
  await rejects(decodeSprite(damaged), (error: Error) => {
    equal(error.name, "SyntaxError");
    equal(
      error.message,
      "Cannot decode the sprite: expected a sound PNG, not interlaced, but found one that " +
        "imagescript cannot decode",
    );
    equal(error.cause instanceof Error, true);
    return true;
  });
});
