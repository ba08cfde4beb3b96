import { deepEqual, match, notEqual, ok, rejects } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { ownKernelCalls } from "./own_kernel_calls.ts";
import {
  ARTEFACTS,
  AT_BORDERS,
  KERNEL_CASES,
  type KernelCase,
  LARGE_CASES,
  LONG_SUMS,
  REFUSED_CALLS,
} from "./kernel_cases/all.ts";
import { assertClose, runOn } from "./run_on.ts";

/** Computes a case on simd and checks that it uses the kernels that it must use. */
async function runOnSimd({ compute, kernels }: KernelCase, threads?: number) {
  const before = kernels.map((kernel) => ownKernelCalls.get(kernel)!.simd);
  const values = await runOn("simd", compute, threads);
  kernels.forEach((kernel, i) =>
    notEqual(ownKernelCalls.get(kernel)!.simd, before[i], `our ${kernel} was not used`)
  );
  return values;
}

for (
  const kernelCase of [...KERNEL_CASES, ...LARGE_CASES, ...LONG_SUMS, ...ARTEFACTS, ...AT_BORDERS]
) {
  Deno.test(`simd agrees with cpu on ${kernelCase.name}`, async () => {
    const expected = await runOn("cpu", kernelCase.compute);
    const actual = await runOnSimd(kernelCase);
    deepEqual(actual.length, expected.length);
    expected.forEach((values, i) => assertClose(actual[i], values, i === 0 ? "y" : `output ${i}`));
  });
}

for (const { name, compute, message } of REFUSED_CALLS) {
  Deno.test(`simd refuses ${name} as cpu does`, async () => {
    const run = (backend: "cpu" | "simd") => runOn(backend, () => [compute()]);
    const refusal = await run("cpu").then(() => undefined, (error: Error) => error);
    match(refusal?.message ?? "", message);
    await rejects(run("simd"), { message: refusal?.message });
  });
}

/** `[x, output channels, forward, gradient of the filter, gradient of x]`, the last three in tiles. */
const TILED: [[number, number, number, number], number, boolean, boolean, boolean][] = [
  [[1, 10, 10, 8], 8, true, true, true],
  [[1, 10, 10, 7], 8, false, false, true],
  [[1, 10, 10, 8], 7, true, true, false],
  [[1, 9, 10, 8], 8, false, false, true], // 56 output pixels, 90 of x
  [[1, 7, 9, 8], 8, false, false, false], // 63 of x
  [[8, 5, 5, 8], 8, true, true, true], // 16 pixels of tiles for 9
  [[64, 3, 4, 8], 8, false, false, true], // 4 for 2
];

/** Zeros but for one number. */
function infinite(shape: number[], index: number): tf.Tensor4D {
  const values = new Float32Array(tf.util.sizeFromShape(shape));
  values[index] = Infinity;
  return tf.tensor4d(values, shape as [number, number, number, number]);
}

// In a tile, an infinite value meets itself with the other sign. Nothing else makes it NaN here.
for (const [shape, channels, ...inTiles] of TILED) {
  Deno.test(`simd convolves [${shape}] into ${channels} channels in tiles where it pays`, async () => {
    const [, , width, inChannels] = shape;
    const outputs = await runOn("simd", () => {
      const filter = tf.ones<tf.Rank.R4>([3, 3, inChannels, channels]);
      const convolve = (x: tf.Tensor, filter: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "valid");
      const y = convolve(infinite(shape, (width + 1) * inChannels), filter);
      const [dx, dw] = tf.grads(convolve)([tf.ones(shape), filter], infinite(y.shape, 0));
      return [y, dw, dx];
    });
    deepEqual(outputs.map((values) => values.some(Number.isNaN)), inTiles);
  });
}

Deno.test("simd gives the same bits for 1, 2, 3 and 4 threads and on repeats", async () => {
  const all = async (threads: number) => {
    const outputs = [];
    for (const large of LARGE_CASES) outputs.push(await runOnSimd(large, threads));
    return outputs;
  };
  const expected = await all(1);
  for (const threads of [2, 3, 4, 2]) {
    deepEqual(await all(threads), expected, `${threads} threads`);
  }
});

Deno.test("the table has every overridden kernel", () => {
  const covered = new Set([...KERNEL_CASES, ...LARGE_CASES].flatMap(({ kernels }) => kernels));
  deepEqual([...ownKernelCalls.keys()].filter((kernel) => !covered.has(kernel)), []);
  ok(KERNEL_CASES.length >= 100);
});
