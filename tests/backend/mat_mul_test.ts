import { deepStrictEqual } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { seededNormal } from "./run_on.ts";

/** The rows `first` to `first + count` of a product, computed without the others. */
function rowsAlone(a: tf.Tensor2D, b: tf.Tensor2D, first: number, count: number): Float32Array {
  return tf.tidy(() => tf.matMul(a.slice([first, 0], [count, a.shape[1]]), b))
    .dataSync() as Float32Array;
}

for (const [K, N] of [[300, 260], [37, 1], [37, 2], [5, 133], [2, 50]]) {
  Deno.test(`a row of [200, ${K}] · [${K}, ${N}] has the same bits with others and alone`, async () => {
    await useBackend({ backend: "simd", threads: 2 });
    const a = seededNormal<tf.Rank.R2>([200, K], 1);
    const b = seededNormal<tf.Rank.R2>([K, N], 2);
    const all = tf.matMul(a, b);
    const turned = tf.matMul(b, a, true, true); // [N, 200]
    const values = all.dataSync();
    deepStrictEqual(turned.transpose().dataSync(), values);
    for (const [first, count] of [[0, 1], [6, 2], [199, 1], [100, 4], [3, 61]]) {
      const expected = values.slice(first * N, (first + count) * N);
      deepStrictEqual(rowsAlone(a, b, first, count), expected, `rows ${first} to ${first + count}`);
    }
    tf.dispose([a, b, all, turned]);
  });
}
