import { deepStrictEqual } from "node:assert/strict";
import { runScript } from "./run_script.ts";

const SCRIPTS = {
  "a tensor made before useBackend()": `
    import * as tf from "@tensorflow/tfjs";
    import "#lib/backend/mod.ts";
    tf.tensor([1, 2]).square().dataSync();`,
  "a tensor made on cpu": `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    await useBackend({ backend: "cpu" });
    tf.tensor([1, 2]).square().dataSync();`,
  "training on wasm, then on cpu": `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    for (const backend of ["wasm", "cpu"]) {
      await useBackend({ backend });
      const x = tf.ones([2, 4, 4, 1]);
      tf.grads((x, filter) => tf.conv2d(x, filter, 2, "same"))([x, tf.ones([3, 3, 1, 1])]);
    }`,
};

for (const [what, source] of Object.entries(SCRIPTS)) {
  Deno.test(`TensorFlow.js prints nothing for ${what}`, async () => {
    const result = await runScript(source, ["--allow-read"]);
    deepStrictEqual(result, { code: 0, stdout: "", stderr: "" });
  });
}

Deno.test("TensorFlow.js still takes Deno for Node.js and starts no threads", async () => {
  const result = await runScript(
    `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    tf.tensor([1, 2]).square().dataSync();
    const { threads } = await useBackend();
    console.log(tf.env().getBool("IS_NODE"), tf.env().platformName, threads);`,
    ["--allow-read"],
  );
  deepStrictEqual(result, { code: 0, stdout: "true node 1\n", stderr: "" });
});
