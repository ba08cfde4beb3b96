/**
 * The first cell of a notebook.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { type BackendInfo, type BackendName, useBackend } from "@convbook/backend";
import { checkedLater, checkMembers, type Checks, readVariable, text } from "@convbook/check";
import { currentWords, useWords } from "@convbook/words";
import { checkSeed, DEFAULT_SEED, setSeed } from "../seed.ts";
import { findLanguage, LANGUAGE_VARIABLE } from "./find_language.ts";
import { displayTensors } from "./display_tensors.ts";
import { flushOutputs } from "@convbook/jupyter/flush_outputs";
import { listenForStop } from "@convbook/jupyter/stop_button";
import { showUncaughtErrors } from "@convbook/jupyter/uncaught_errors";

/** What {@linkcode setup} takes. */
export interface SetupOptions {
  /** The seed of everything random from now on. 42 if left out. */
  seed?: number;
  /** What TensorFlow.js computes with. The fastest if left out. */
  backend?: BackendName;
  /**
   * The language of figures, tables and what is printed, as in `en`. If left out, what the environment
   * variable CONVBOOK_LANGUAGE says; else that of the folder `notebooks/<language>`; else English.
   */
  language?: string;
}

/**
 * Prepares a notebook: chooses the backend and the language, sets the seed, keeps outputs in the cells that made them,
 * makes tensors show their values, and prints one line that says what is in use. Errors that nobody
 * catches, in timers and in promises that nobody awaits, appear under the cell that is running. The Stop
 * button of JupyterLab and VS Code ends a training at its next batch, and loops of `untilStopped`; the
 * kernel lives on.
 *
 * Outside a notebook it does the same, but for the outputs, the errors and Stop.
 *
 * @param options Seed, backend and language.
 * @throws {TypeError} If an option is unknown.
 * @throws {RangeError} If the seed is not a whole number from 0 to 2³¹ − 1, there is no such backend, or
 * there are no words in the language.
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
  const { seed = DEFAULT_SEED, backend, language } = options;
  checkSeed(action, seed);
  const surroundings = { variable: readVariable(LANGUAGE_VARIABLE), folder: Deno.cwd() };
  const words = findLanguage(action, language, surroundings);
  const chosen = await useBackend({ backend });
  setSeed(seed);
  useWords(words);
  displayTensors();
  flushOutputs();
  showUncaughtErrors();
  listenForStop();
  console.log(describeSetup(chosen, seed));
}

const OPTIONS: Checks<SetupOptions> = { seed: checkedLater, backend: checkedLater, language: text };

function describeSetup({ backend, threads }: BackendInfo, seed: number): string {
  const words = currentWords().notebook;
  return [
    `Deno ${Deno.version.deno}`,
    `TensorFlow.js ${tf.version_core}`,
    words.backend(backend, threads),
    words.seed(seed),
  ].join(" · ");
}
