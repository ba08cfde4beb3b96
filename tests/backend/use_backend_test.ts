import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import * as core from "@tensorflow/tfjs-core";
import { useBackend } from "../../lib/backend/mod.ts";

Deno.test("useBackend() switches to wasm by default", async () => {
  deepStrictEqual(await useBackend(), { backend: "wasm", threads: 1, reason: "the default" });
  strictEqual(tf.getBackend(), "wasm");
});

Deno.test("useBackend() switches to the backend that is asked for", async () => {
  for (const backend of ["cpu", "wasm"] as const) {
    deepStrictEqual(await useBackend({ backend }), { backend, threads: 1, reason: "asked for" });
    strictEqual(tf.getBackend(), backend);
  }
});

Deno.test("useBackend() can be called again and keeps tensors usable", async () => {
  await useBackend();
  const x = tf.tensor1d([1, 2, 3]);
  const running = tf.backend();
  await useBackend();
  strictEqual(tf.backend(), running);
  deepStrictEqual([...x.dataSync()], [1, 2, 3]);
  await useBackend({ backend: "cpu" });
  const doubled = x.mul(2);
  deepStrictEqual([...doubled.dataSync()], [2, 4, 6]);
  tf.dispose([x, doubled]);
});

Deno.test("useBackend() names the backends there are when asked for another", async () => {
  await useBackend({ backend: "cpu" });
  // @ts-expect-error: the types rule this name out, a notebook's reader may still try it
  await rejects(useBackend({ backend: "webgl" }), {
    name: "RangeError",
    message: 'Cannot use a backend: expected its name to be "wasm" or "cpu" but found "webgl"',
  });
  strictEqual(tf.getBackend(), "cpu");
});

Deno.test("useBackend() switches the same TensorFlow.js that kernels are registered with", async () => {
  await useBackend();
  strictEqual(core.engine(), tf.engine());
  strictEqual(core.getBackend(), tf.getBackend());
  ok(core.getKernel(core.Conv2DBackpropFilter, "wasm"));
});
