import { deepEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { executeNotebook } from "../../lib/jupyter/run/execute_notebook.ts";
import type { CodeCell } from "../../lib/jupyter/nbformat/nbformat.ts";
import { makeNotebook } from "../tools/notebooks.ts";

const FOLDER = fileURLToPath(new URL("../../notebooks/en/", import.meta.url));

/** What a notebook's cells print, run on a Deno kernel of its own in the lessons' folder. */
async function printedBy(...sources: string[]): Promise<string[]> {
  const options = { name: "simd", cwd: FOLDER, timeLimit: 60 };
  const { notebook } = await executeNotebook(makeNotebook(...sources), options);
  return notebook.cells.map((cell) =>
    (cell as CodeCell).outputs.map((output) =>
      output.output_type === "stream" ? output.text : output.output_type
    ).join("")
  );
}

const SETUP = `
  import * as tf from "@tensorflow/tfjs";
  import { useBackend } from "convbook";
  const { backend, threads } = await useBackend({ threads: 2 });
  const { data, smallNetwork } = await import("${new URL("./small_network.ts", import.meta.url)}");
  const model = smallNetwork();
  const { xs, ys } = data(64);
  const options = { batchSize: 16, shuffle: false, verbose: 0 };
  console.log(backend, threads);`;

/** Trains the same model again, and computes with threads: 200³ operations are worth waking them. */
const TRAIN_ON = `
  const { history } = await model.fit(xs, ys, { ...options, epochs: 2 });
  const ones = tf.ones([200, 200]);
  console.log(history.loss.length, history.loss.every(Number.isFinite), tf.backend().threads);
  console.log((await ones.matMul(ones).data())[0]);`;

const TRAINED_ON = "2 true 2\n200\n";

Deno.test("simd trains in a notebook, and goes on after a callback has stopped it", async () => {
  const printed = await printedBy(
    SETUP,
    `let batches = 0;
    await model.fit(xs, ys, {
      ...options,
      epochs: 1000,
      callbacks: { onBatchEnd: () => { if (++batches === 3) model.stopTraining = true; } },
    });
    console.log(batches);`,
    TRAIN_ON,
  );
  deepEqual(printed, ["simd 2\n", "3\n", TRAINED_ON]);
});

Deno.test("simd goes on in a notebook after a listener to SIGINT has stopped it", {
  // Windows has no signals that a program could send itself.
  ignore: Deno.build.os === "windows",
}, async () => {
  const printed = await printedBy(
    SETUP,
    `let interrupts = 0, epochs = 0;
    const stop = () => { interrupts++; model.stopTraining = true; };
    Deno.addSignalListener("SIGINT", stop);
    await model.fit(xs, ys, {
      ...options,
      epochs: 100_000,
      yieldEvery: "epoch",
      callbacks: { onEpochEnd: () => { if (++epochs === 3) Deno.kill(Deno.pid, "SIGINT"); } },
    });
    Deno.removeSignalListener("SIGINT", stop);
    console.log(interrupts, epochs >= 3 && epochs < 100_000);`,
    TRAIN_ON,
  );
  deepEqual(printed, ["simd 2\n", "1 true\n", TRAINED_ON]);
});
