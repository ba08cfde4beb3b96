// Not named `…_test.ts`: `deno task test:webgpu` runs it in a process of its own. A software adapter
// brings a driver with threads into the process, which must not be there when other tests end.
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { KERNEL_CASES } from "./kernel_cases.ts";
import { assertClose, runOn, type Values } from "./run_on.ts";

const adapter = await navigator.gpu?.requestAdapter();
if (!adapter) console.log("No WebGPU adapter, not even in software: the webgpu tests are skipped.");

Deno.test("useBackend() says what there is when webgpu has no adapter", {
  ignore: adapter !== null && adapter !== undefined,
}, async () => {
  await rejects(useBackend({ backend: "webgpu" }), {
    message: "Cannot use the webgpu backend: expected a GPU adapter but found none; there are " +
      '"simd" and "cpu"',
  });
});

Deno.test("useBackend() with auto takes simd where there is no GPU but in software", {
  ignore: adapter ? !adapter.info.isFallbackAdapter : false,
}, async () => {
  const { backend, reason } = await useBackend({ backend: "auto" });
  deepStrictEqual([backend, reason], ["simd", "asked for: auto found no GPU"]);
});

/** Computes on webgpu, which cannot be read synchronously under Deno. */
async function runOnWebGpu(compute: () => tf.Tensor[]): Promise<Values[]> {
  const { backend } = await useBackend({ backend: "webgpu" });
  strictEqual(backend, "webgpu");
  const outputs = tf.tidy(compute);
  const values = await Promise.all(outputs.map((output) => output.data()));
  tf.dispose(outputs);
  return values as Values[];
}

/**
 * One case of each kind that the lesson's network needs: an adapter in software takes seconds to
 * compile the shaders of a case.
 */
const CASES = [
  "conv2d 2×28×28×1 by 5×5×1×8, strides 1, padding valid",
  "conv2d 2×12×12×8 by 5×5×8×16, strides 1, padding valid",
  "conv2d 2×6×7×3 by 3×3×3×5, strides 1, padding same",
  "matMul 5×7 by 7×3",
  "Add of [2,3,4,8] and [8]",
  "Multiply of [6,5] and [6,1]",
  "Relu of [5,7]",
  "Sum of [2,3,4,5] along 0,1,2",
  "MaxPool of 2×8×8×8, 2, strides 2, padding valid",
  "softmax of [4,10]",
  "transpose of [5,7]",
];

Deno.test("every webgpu case is in the table", () => {
  const names = new Set(KERNEL_CASES.map(({ name }) => name));
  deepStrictEqual(CASES.filter((name) => !names.has(name)), []);
});

for (const { name, compute } of KERNEL_CASES.filter(({ name }) => CASES.includes(name))) {
  Deno.test(`webgpu agrees with cpu on ${name}`, { ignore: !adapter }, async () => {
    const expected = await runOn("cpu", compute);
    const actual = await runOnWebGpu(compute);
    expected.forEach((values, i) => assertClose(actual[i], values, `output ${i}`));
    ok(expected.length > 0);
  });
}
