import { deepEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

/** The longest that a program may take, with Deno's start and on busy cores, in milliseconds. */
const TIME_LIMIT = 120_000;

/** Computes with worker threads, which are never told to end. */
const COMPUTE = `
  import { deepEqual } from "node:assert/strict";
  import * as tf from "@tensorflow/tfjs";
  import { useBackend } from "${new URL("lib/backend/mod.ts", ROOT)}";
  async function compute() {
    const { threads } = await useBackend({ threads: 3 });
    const ones = tf.ones([500, 500]);
    deepEqual([threads, ones.matMul(ones).dataSync()[0]], [3, 500]);
  }`;

const PROGRAMS = {
  run: `${COMPUTE} await compute();`,
  test: `${COMPUTE} Deno.test("computes", compute);`,
};

for (const [subcommand, source] of Object.entries(PROGRAMS)) {
  Deno.test(`deno ${subcommand} ends by itself after computing with threads`, async () => {
    const script = await Deno.makeTempFile({ suffix: ".ts" });
    try {
      await Deno.writeTextFile(script, source);
      const { code, signal } = await new Deno.Command(Deno.execPath(), {
        args: [subcommand, "--quiet", "--config=deno.json", "--allow-read", script],
        cwd: fileURLToPath(ROOT),
        signal: AbortSignal.timeout(TIME_LIMIT),
      }).output();
      deepEqual([code, signal], [0, null]);
    } finally {
      await Deno.remove(script);
    }
  });
}
