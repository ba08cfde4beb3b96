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
  "training on simd, then on cpu": `
    import * as tf from "@tensorflow/tfjs";
    import { useBackend } from "#lib/backend/mod.ts";
    for (const backend of ["simd", "cpu"]) {
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
