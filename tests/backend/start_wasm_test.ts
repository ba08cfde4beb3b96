import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { runScript } from "./run_script.ts";

Deno.test("useBackend() starts wasm once for calls at the same time", async () => {
  const { code, stdout, stderr } = await runScript(
    `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    const [first, second] = await Promise.all([useBackend(), useBackend({ backend: "wasm" })]);
    console.log(first.backend, second.backend, tf.getBackend(), tf.scalar(2).square().dataSync());
    `,
    ["--allow-read"],
  );
  strictEqual(stderr, "");
  deepStrictEqual([code, stdout], [0, "wasm wasm wasm Float32Array(1) [ 4 ]\n"]);
});

Deno.test("useBackend() keeps the tensors of a wasm backend that was started before", async () => {
  const { code, stdout, stderr } = await runScript(
    `
    import * as tf from "@tensorflow/tfjs";
    import "@tensorflow/tfjs-backend-wasm";
    import { useBackend } from "#lib/backend/mod.ts";
    await tf.setBackend("wasm");
    const x = tf.scalar(3);
    await useBackend();
    console.log(x.square().dataSync());
    `,
    ["--allow-read"],
  );
  strictEqual(stderr, "");
  deepStrictEqual([code, stdout], [0, "Float32Array(1) [ 9 ]\n"]);
});

Deno.test("useBackend() throws when wasm cannot start and leaves the old backend", async () => {
  const { code, stdout, stderr } = await runScript(
    `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    const error = await useBackend().catch((error) => error);
    console.log(error.message);
    console.log(error.cause !== undefined);
    console.log(tf.scalar(2).square().dataSync(), tf.getBackend());
    `,
    [], // without permission to read, the .wasm file cannot be loaded
  );
  match(stderr, /NotCapable: Requires read access to ".*\.wasm"/);
  deepStrictEqual(stdout.split("\n"), [
    "Cannot start the wasm backend: expected TensorFlow.js to load its WebAssembly file but found " +
    "that it failed, for the reason printed above",
    "true",
    "Float32Array(1) [ 4 ] cpu",
    "",
  ]);
  strictEqual(code, 0);
});
