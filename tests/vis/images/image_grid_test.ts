import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { decode, Image } from "imagescript";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { imageGrid } from "../../../lib/vis/images/image_grid.ts";
import { display } from "../display.ts";

const GAP = 8;

async function pixels(grid: ReturnType<typeof imageGrid>) {
  const image = await decode(await grid.toPng());
  ok(image instanceof Image);
  return {
    size: [image.width, image.height],
    at: (x: number, y: number) => [...image.getRGBAAt(x + 1, y + 1)].slice(0, 3),
  };
}

Deno.test("imageGrid() draws each pixel as a crisp square", async () => {
  const grid = imageGrid([[[0, 1], [0.5, 0]]], { scale: 3 });
  const { size, at } = await pixels(grid);
  deepEqual(size, [6 + 2 * GAP, 6 + 2 * GAP]);
  deepEqual(at(0, 0), [255, 255, 255]); // the ground
  const frame = [GAP - 1, GAP + 6].map((edge) => at(edge, edge));
  deepEqual(frame, [[176, 176, 176], [176, 176, 176]]);
  deepEqual([at(GAP, GAP), at(GAP + 2, GAP + 2)], [[0, 0, 0], [0, 0, 0]]);
  deepEqual([at(GAP + 3, GAP), at(GAP + 5, GAP + 2)], [[255, 255, 255], [255, 255, 255]]);
  deepEqual([at(GAP, GAP + 3), at(GAP + 2, GAP + 5)], [[128, 128, 128], [128, 128, 128]]);
});

Deno.test("imageGrid() wraps at the number of columns", async () => {
  const image = [[1, 1], [1, 1]];
  const { size } = await pixels(imageGrid([image, image, image], { columns: 2, scale: 1 }));
  deepEqual(size, [2 * (2 + GAP) + GAP, 2 * (2 + GAP) + GAP]);
});

Deno.test("imageGrid() puts twenty digits into two rows at twice their size", async () => {
  const digit = Array.from({ length: 28 }, () => new Uint8Array(28));
  const { size } = await pixels(imageGrid(Array(20).fill(digit)));
  deepEqual(size, [10 * (56 + GAP) + GAP, 2 * (56 + GAP) + GAP]);
});

Deno.test("imageGrid() draws captions below the images, in cells as wide as the widest", async () => {
  const image = [[0, 0], [0, 0]];
  const grid = imageGrid([image, image], { captions: ["1", "7→1 98 %"], scale: 1 });
  const { size, at } = await pixels(grid);
  // In pixels of the font: 7 (5), → (5), 1 (3), a space (3), 9 (5), 8 (5), a space (3), % (5), and 7
  // gaps. Twice that is 82 px; 8 rows and 4 px of room are 20 px.
  const width = 82;
  deepEqual(size, [2 * (width + GAP) + GAP, 2 + 20 + 2 * GAP]);
  const row = Array.from({ length: width }, (_, x) => at(GAP + x, GAP + 2 + 4 + 6 * 2)[0]);
  equal(row.indexOf(0x33), 38); // the foot of the 1 is 6 px wide and stands in the middle
  equal(row.lastIndexOf(0x33), 43);
});

Deno.test("imageGrid() reads bytes and shares alike", async () => {
  const ofBytes = imageGrid([[Uint8Array.of(0, 255), Uint8Array.of(51, 204)]]);
  const ofShares = imageGrid([[Float32Array.of(0, 1), Float32Array.of(0.2, 0.8)]]);
  const ofNumbers = imageGrid([[[0, 1], [0.2, 0.8]]]);
  deepEqual(await ofShares.toPng(), await ofBytes.toPng());
  deepEqual(await ofNumbers.toPng(), await ofBytes.toPng());
});

Deno.test("imageGrid() reads arrays and tensors of every shape alike, without leaks", async () => {
  const before = tf.memory().numTensors;
  const grey = [[0, 1], [0.2, 0.8]];
  const expected = await imageGrid([grey, grey]).toPng();
  const withChannel = grey.map((row) => row.map((value) => [value]));
  const rgb = grey.map((row) => row.map((value) => [value, value, value]));
  const batches = [
    tf.tensor([grey, grey]),
    tf.tensor([withChannel, withChannel]),
    tf.tensor([rgb, rgb]),
    tf.tensor([[[0, 255], [51, 204]], [[0, 255], [51, 204]]], [2, 2, 2], "int32"),
  ];
  const single = [tf.tensor2d(grey), tf.tensor(rgb)];
  for (const images of [...batches, single, [withChannel, rgb]]) {
    deepEqual(await imageGrid(images).toPng(), expected);
  }
  tf.dispose([...batches, ...single]);
  equal(tf.memory().numTensors, before);
});

Deno.test("imageGrid() draws colours", async () => {
  const { at } = await pixels(imageGrid([[[[1, 0, 0.2]]]], { scale: 1 }));
  deepEqual(at(GAP, GAP), [255, 0, 51]);
});

Deno.test("imageGrid() gives a PNG and text", async () => {
  const bundle = await display(
    imageGrid([[[0]], [[1]]], { captions: ["off", "on"], title: "lamps" }),
  );
  deepEqual(Object.keys(bundle), ["image/png", "text/plain"]);
  ok((bundle["image/png"] as string).startsWith("iVBORw0KGgo"));
  equal(bundle["text/plain"], "2 lamps of 1 × 1 pixels: off, on");
});

Deno.test("imageGrid() gives the same bytes for the same images", async () => {
  deepEqual(await imageGrid([[[0.5]]]).toPng(), await imageGrid([[[0.5]]]).toPng());
});

Deno.test("imageGrid() rejects what is not an image", () => {
  const rejects = (images: Parameters<typeof imageGrid>[0], message: string) =>
    throws(() => imageGrid(images), { message: `Cannot make an image grid: ${message}` });
  rejects([], "expected at least one image but found none");
  const shapes = "expected image 0 of shape [h, w], [h, w, 1] or [h, w, 3] but found";
  rejects([[[[1, 0]]]], `${shapes} [1, 1, 2]`);
  rejects([[]], `${shapes} [0]`);
  rejects([[[0, 1], [0]]], "expected rows of one length but found 2 and 1");
  const rule = "expected values from 0 to 1 (0 to 255 in a Uint8Array or an int32 tensor) in";
  rejects([[[0]], [[0, 255]]], `${rule} image 1 but found 255 at index 1`);
  rejects([[[NaN]]], `${rule} image 0 but found NaN at index 0`);
  const vector = tf.tensor1d([1]);
  rejects(
    vector,
    "expected a tensor of shape [n, h, w], [n, h, w, 1] or [n, h, w, 3] but found [1]",
  );
  vector.dispose();
  rejects(vector, "expected a tensor in use but found a disposed one");
  const bytes = tf.tensor2d([[256]], [1, 1], "int32");
  rejects([bytes], "expected values from 0 to 255 in image 0 but found 256 at index 0");
  bytes.dispose();
});

Deno.test("imageGrid() rejects a grid that would fill the memory", () => {
  const image = [Array.from({ length: 2000 }, () => 0)];
  throws(() => imageGrid(Array(1000).fill(image), { scale: 64 }), {
    name: "RangeError",
    message: "Cannot make an image grid: expected at most 100000000 px in all " +
      "but found 128016 × 72008",
  });
});

Deno.test("imageGrid() rejects what only looks like a number", () => {
  for (const [value, found] of [["0.5", '"0.5"'], [null, "null"], [true, "true"], [1n, "1n"]]) {
    throws(() => imageGrid([[[0, value as unknown as number]]]), {
      name: "TypeError",
      message: `Cannot make an image grid: expected numbers in image 0 but found ${found}`,
    });
  }
});

Deno.test("imageGrid() rejects options that do not fit", () => {
  const rejects = (options: Parameters<typeof imageGrid>[1], message: string) =>
    throws(() => imageGrid([[[0]]], options), { message: `Cannot make an image grid: ${message}` });
  rejects({ captions: ["a", "b"] }, "expected 1 captions but found 2");
  rejects({ columns: 0 }, "expected columns to be a whole number from 1 to 1000 but found 0");
  rejects({ scale: 1.5 }, "expected scale to be a whole number from 1 to 64 but found 1.5");
});

Deno.test("imageGrid() rejects a row that is not a list", () => {
  throws(() => imageGrid(JSON.parse("[[[1], null]]")), {
    name: "TypeError",
    message: "Cannot make an image grid: expected a list as each row but found null",
  });
});
