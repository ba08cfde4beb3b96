import { deepStrictEqual, equal, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { type BackendName, useBackend } from "../../lib/backend/mod.ts";

const config = { seed: 7, gain: 1.5 };

/** The initializer as a saved model names it. */
function byName(): ReturnType<typeof tf.initializers.orthogonal> {
  const kernelInitializer = { className: "Orthogonal", config } as unknown as "orthogonal";
  const layer = tf.layers.dense({ units: 1, kernelInitializer });
  return (layer as unknown as { kernelInitializer: ReturnType<typeof byName> }).kernelInitializer;
}

async function valuesOn(backend: BackendName, shape: number[]): Promise<Float32Array> {
  await useBackend({ backend });
  const before = tf.memory().numTensors;
  const tensor = byName().apply(shape);
  deepStrictEqual(tensor.shape, shape);
  const values = tensor.dataSync<"float32">();
  tensor.dispose();
  equal(tf.memory().numTensors, before);
  return values;
}

for (const shape of [[1, 1], [1, 5], [2, 1], [6, 6], [7, 30], [3, 3, 4, 8], [24, 96]]) {
  Deno.test(`orthogonal [${shape}] by its name has cpu's values`, async () => {
    const [ours, cpu] = [await valuesOn("simd", shape), await valuesOn("cpu", shape)];
    const errors = ours.map((value, i) => Math.abs(value - cpu[i]));
    ok(Math.max(...errors) < 1e-5, `an error of ${Math.max(...errors)}`);
  });
}

Deno.test("orthogonal by its name has the bits of tf.initializers.orthogonal(), on any threads", async () => {
  const shape = [96, 384];
  const values: Float32Array[] = [];
  for (const threads of [1, 3]) {
    await useBackend({ backend: "simd", threads });
    values.push(byName().apply(shape).dataSync<"float32">());
  }
  const stock = tf.initializers.orthogonal(config).apply(shape).dataSync<"float32">();
  deepStrictEqual(values, [stock, stock]);
});

Deno.test("the rows of an orthogonal matrix of more columns than rows are orthonormal", async () => {
  await useBackend({ backend: "simd" });
  const rows = byName().apply([50, 200]) as tf.Tensor2D;
  const products = tf.matMul(rows, rows, false, true).div(config.gain ** 2)
    .arraySync() as number[][];
  products.forEach((row, i) =>
    row.forEach((product, j) => ok(Math.abs(product - Number(i === j)) < 1e-5))
  );
});

Deno.test("orthogonal refuses what TensorFlow.js's own refuses, and keeps its name", async () => {
  await useBackend({ backend: "simd" });
  equal(byName().getClassName(), "Orthogonal");
  let message = "";
  try {
    byName().apply([4]);
  } catch (error) {
    message = (error as Error).message;
  }
  equal(message, "Shape must be at least 2D.");
});
