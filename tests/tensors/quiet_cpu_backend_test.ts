import { deepEqual, ok } from "node:assert/strict";
import { runScript } from "../run_script.ts";

const USE = "tf.square(tf.tensor([1, 2])).dataSync();";
const TFJS = `import * as tf from "@tensorflow/tfjs";`;
/** What imagescript needs, too. */
const PERMISSIONS = ["--allow-read", "--allow-env", "--allow-ffi"];
const CORE = `import * as tf from "@tensorflow/tfjs-core"; import "@tensorflow/tfjs-backend-cpu";`;

const SCRIPTS: Record<string, string> = {
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
  "an import after a backend was made, but before a tensor": `
    ${TFJS}
    await tf.setBackend("cpu");
    await import("#lib/metrics/mod.ts");
    ${USE}`,
  "an import after the cpu backend was removed": `
    ${TFJS}
    tf.removeBackend("cpu");
    await import("#lib/metrics/mod.ts");`,
};
// Each part alone, before and after TensorFlow.js.
for (const part of ["convbook", "convbook/vis", "convbook/backend", "#lib/metrics/mod.ts"]) {
  SCRIPTS[`${part} before TensorFlow.js`] = `import "${part}"; ${TFJS} ${USE}`;
  SCRIPTS[`${part} after TensorFlow.js`] = `${TFJS} import "${part}"; ${USE}`;
  SCRIPTS[`${part} after the core alone`] = `${CORE} import "${part}"; ${USE}`;
}

for (const [what, source] of Object.entries(SCRIPTS)) {
  Deno.test(`TensorFlow.js prints nothing for ${what}`, async () => {
    const result = await runScript(source, PERMISSIONS);
    deepEqual(result, { code: 0, stdout: "", stderr: "" });
  });
}

/** What only a backend calls that is registered elsewhere, and what quiet_cpu_backend.ts is made of. */
const EXEMPT =
  /^(backend\/(ops\/|simd_backend|tensor_data)|tensors\/(quiet_cpu_backend|without_advice))/;

async function* modules(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, LIB))) {
    if (isDirectory) yield* modules(`${folder}${name}/`);
    else if (name.endsWith(".ts")) yield `${folder}${name}`;
  }
}
const LIB = new URL("../../lib/", import.meta.url);

Deno.test("every module that uses TensorFlow.js makes the cpu backend quiet", async () => {
  let count = 0;
  for await (const module of modules("./")) {
    const path = module.slice(2);
    const source = await Deno.readTextFile(new URL(path, LIB));
    if (EXEMPT.test(path) || !/^import (?!type)[^;]*"@tensorflow\//m.test(source)) continue;
    count++;
    ok(/^import ".*\/quiet_cpu_backend(\.ts)?";$/m.test(source), `${path} does not`);
  }
  ok(count > 10, `${count} modules found`);
});
