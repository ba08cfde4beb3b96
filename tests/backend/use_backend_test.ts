import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import * as core from "@tensorflow/tfjs-core";
import { useBackend } from "../../lib/backend/mod.ts";
import { runScript } from "../run_script.ts";

const CORES = navigator.hardwareConcurrency;

Deno.test("useBackend() switches to the backend that is asked for", async () => {
  deepEqual(await useBackend({ backend: "cpu", threads: 3 }), {
    backend: "cpu",
    threads: 1,
    reason: "asked for",
  });
  equal(tf.getBackend(), "cpu");
  for (const threads of [1, 3]) {
    deepEqual(await useBackend({ backend: "simd", threads }), {
      backend: "simd",
      threads,
      reason: "asked for",
    });
    equal(tf.getBackend(), "simd");
  }
});

Deno.test("useBackend() can be called again and keeps tensors usable", async () => {
  await useBackend({ threads: 2 });
  const x = tf.tensor1d([1, 2, 3]);
  const squared = x.square();
  const running = tf.backend();
  await useBackend({ threads: 1 });
  equal(tf.backend(), running);
  deepEqual([...x.dataSync()], [1, 2, 3]);
  deepEqual([...squared.dataSync()], [1, 4, 9]);
  await useBackend({ backend: "cpu" });
  const doubled = squared.mul(2);
  deepEqual([...doubled.dataSync()], [2, 8, 18]);
  tf.dispose([x, squared, doubled]);
});

Deno.test("useBackend() called twice at once takes turns, and the last call counts", async () => {
  const calls = [useBackend({ backend: "simd", threads: 2 }), useBackend({ backend: "cpu" })];
  deepEqual((await Promise.all(calls)).map(({ backend }) => backend), ["simd", "cpu"]);
  equal(tf.getBackend(), "cpu");
  await Promise.allSettled([
    useBackend({ threads: 0 }),
    useBackend({ backend: "cpu" }),
    useBackend({ threads: 1 }),
  ]);
  equal(tf.getBackend(), "simd");
});

Deno.test("useBackend() names the backends there are when asked for another", async () => {
  await useBackend({ backend: "cpu" });
  // @ts-expect-error: the types rule this name out, a notebook's reader may still try it
  await rejects(useBackend({ backend: "webgl" }), {
    name: "RangeError",
    message: 'Cannot use a backend: expected its name to be one of "simd", "webgpu", "cpu", ' +
      '"auto" but found "webgl"',
  });
  equal(tf.getBackend(), "cpu");
});

Deno.test("useBackend() rejects a number of threads that makes no sense", async () => {
  for (const threads of [0, 1.5, 65]) {
    await rejects(useBackend({ threads }), {
      name: "RangeError",
      message: "Cannot use a backend: expected threads to be a whole number from 1 to 64 but " +
        `found ${threads}`,
    });
  }
});

Deno.test("useBackend() rejects unknown options and what are no options", async () => {
  await useBackend({ backend: "cpu" });
  const cases: [unknown, string, string][] = [
    [null, "TypeError", 'options as in { backend: "simd" } but found null'],
    ["simd", "TypeError", 'options as in { backend: "simd" } but found "simd"'],
    [
      { backends: "simd" },
      "TypeError",
      'options of backend, threads but found "backends" (did you mean backend?)',
    ],
    [{ threads: "2" }, "RangeError", 'threads to be a whole number from 1 to 64 but found "2"'],
    [
      { backend: null },
      "RangeError",
      'its name to be one of "simd", "webgpu", "cpu", "auto" but found null',
    ],
  ];
  for (const [options, name, expected] of cases) {
    await rejects(useBackend(options as never), {
      name,
      message: `Cannot use a backend: expected ${expected}`,
    });
  }
  equal(tf.getBackend(), "cpu");
});

Deno.test("useBackend() with auto takes simd where a GPU's tensors cannot be read at once", async () => {
  const info = { isFallbackAdapter: false, description: "A Fast One" };
  Object.defineProperty(navigator, "gpu", {
    configurable: true,
    value: { requestAdapter: () => Promise.resolve({ info }) },
  });
  try {
    const { backend, reason } = await useBackend({ backend: "auto", threads: 1 });
    deepEqual([backend, reason], [
      "simd",
      "asked for: auto found A Fast One, whose tensors cannot be read at once",
    ]);
  } finally {
    Reflect.deleteProperty(navigator, "gpu"); // the real one is the prototype's
  }
});

Deno.test("useBackend() switches the same TensorFlow.js that kernels are registered with", async () => {
  await useBackend();
  equal(core.engine(), tf.engine());
  equal(core.getBackend(), tf.getBackend());
  ok(core.getKernel(core.Conv2DBackpropFilter, "simd"));
});

const SHOW_BACKEND = `
  import { useBackend } from "#lib/backend/mod.ts";
  console.log(JSON.stringify(await useBackend().catch(({ message }) => message)));`;

/** Runs `useBackend()` with environment variables and returns what it gives. */
async function withVariables(variables: Record<string, string>, permissions: string[]) {
  const { code, stdout, stderr } = await runScript(SHOW_BACKEND, permissions, variables);
  deepEqual([code, stderr], [0, ""]);
  return JSON.parse(stdout);
}

Deno.test("useBackend() switches to simd with all cores by default", async () => {
  deepEqual(await withVariables({}, ["--allow-read", "--allow-env"]), {
    backend: "simd",
    threads: CORES,
    reason: "the default",
  });
});

Deno.test("useBackend() obeys the environment variables", async () => {
  const permissions = ["--allow-read", "--allow-env"];
  deepEqual(await withVariables({ CONVBOOK_BACKEND: "cpu" }, permissions), {
    backend: "cpu",
    threads: 1,
    reason: "CONVBOOK_BACKEND",
  });
  deepEqual(await withVariables({ CONVBOOK_THREADS: "3" }, permissions), {
    backend: "simd",
    threads: 3,
    reason: "the default",
  });
  deepEqual(
    await withVariables({ CONVBOOK_BACKEND: "cpu", CONVBOOK_THREADS: "many" }, permissions),
    {
      backend: "cpu",
      threads: 1,
      reason: "CONVBOOK_BACKEND",
    },
  );
  deepEqual(
    await withVariables({ CONVBOOK_THREADS: "many" }, permissions),
    'Cannot use CONVBOOK_THREADS: expected a whole number from 1 to 64 but found "many"',
  );
});

Deno.test("useBackend() does without permission to read environment variables", async () => {
  deepEqual(await withVariables({ CONVBOOK_THREADS: "3" }, ["--allow-read"]), {
    backend: "simd",
    threads: CORES,
    reason: "the default",
  });
});

Deno.test("setBackend() alone reaches simd once the module is imported", async () => {
  const result = await runScript(
    `
    import "#lib/backend/mod.ts";
    import * as tf from "@tensorflow/tfjs";
    await tf.setBackend("simd");
    console.log(tf.getBackend(), tf.scalar(3).square().dataSync());`,
    ["--allow-read"],
  );
  deepEqual(result, { code: 0, stdout: "simd Float32Array(1) [ 9 ]\n", stderr: "" });
});
