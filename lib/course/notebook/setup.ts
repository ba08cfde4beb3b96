/**
 * The first cell of a notebook.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { type BackendInfo, type BackendName, useBackend } from "@convbook/backend";
import { checkedLater, checkMembers, type Checks } from "@convbook/check";
import { checkSeed, DEFAULT_SEED, setSeed } from "../seed.ts";
import { displayTensors } from "./display_tensors.ts";
import { flushOutputs } from "@convbook/jupyter/flush_outputs";
import { showUncaughtErrors } from "@convbook/jupyter/uncaught_errors";

/** What {@linkcode setup} takes. */
export interface SetupOptions {
  /** The seed of everything random from now on. 42 if left out. */
  seed?: number;
  /** What TensorFlow.js computes with. The fastest if left out. */
  backend?: BackendName;
}

/**
 * Prepares a notebook: chooses the backend, sets the seed, keeps outputs in the cells that made them,
 * makes tensors show their values, and prints one line that says what is in use. Errors that nobody
 * catches, in timers and in promises that nobody awaits, appear under the cell that is running.
 *
 * Outside a notebook it does the same, but for the outputs and the errors.
 *
 * @param options Seed and backend.
 * @throws {TypeError} If an option is unknown.
 * @throws {RangeError} If the seed is not a whole number from 0 to 2³¹ − 1, or there is no such backend.
 *
 * @example
 * ```ts
 * import { getSeed, setup } from "convbook";
 * import { equal } from "node:assert/strict";
 *
 * await setup({ seed: 7 });
 * equal(getSeed(), 7);
 * ```
 */
export async function setup(options: SetupOptions = {}): Promise<void> {
  const action = "set up the notebook";
  checkMembers(action, "options as in { seed: 42 }", options, OPTIONS);
  const { seed = DEFAULT_SEED, backend } = options;
  checkSeed(action, seed);
  const chosen = await useBackend({ backend });
  setSeed(seed);
  displayTensors();
  flushOutputs();
  showUncaughtErrors();
  console.log(describeSetup(chosen, seed));
}

const OPTIONS: Checks<SetupOptions> = { seed: checkedLater, backend: checkedLater };

function describeSetup({ backend, threads }: BackendInfo, seed: number): string {
  return [
    `Deno ${Deno.version.deno}`,
    `TensorFlow.js ${tf.version_core}`,
    `backend ${backend}, ${threads} ${threads === 1 ? "thread" : "threads"}`,
    `seed ${seed}`,
  ].join(" · ");
}
