/**
 * Switching TensorFlow.js to a backend by name.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "@convbook/tensors/quiet_cpu_backend";
import {
  checkedLater,
  checkMembers,
  type Checks,
  describeValue,
  readVariable,
  wholeNumber,
} from "@convbook/check";
import { canReadGpu } from "@convbook/tensors";
import { SIMD } from "./register_simd.ts";
import { BACKEND_VARIABLE, defaultThreads, MAX_THREADS } from "./settings.ts";
import { canShareMemory } from "./runtime/thread.ts";
import type { SimdBackend } from "./simd_backend.ts";
import { findGpu, startWebGpu } from "./webgpu.ts";

/** A backend that {@linkcode useBackend} can switch to. */
export type BackendName = "simd" | "webgpu" | "cpu";

/**
 * A backend, or `"auto"` for webgpu where there is a GPU whose tensors can be read at once, as the
 * lessons do, and simd elsewhere. Deno (2.9) cannot read them so.
 */
export type BackendChoice = BackendName | "auto";

const CHOICES: readonly BackendChoice[] = ["simd", "webgpu", "cpu", "auto"];

const ACTION = "use a backend";

/** What {@linkcode useBackend} may be told. */
export interface UseBackendOptions {
  /** The backend to use. If left out, what CONVBOOK_BACKEND says, or `"simd"`. */
  backend?: BackendChoice;
  /**
   * How many threads the simd backend computes with, 1 to 64. If left out, what CONVBOOK_THREADS
   * says, or one for each core. The other backends have one thread of their own, and so has simd in a page
   * that is not cross-origin isolated.
   */
  threads?: number;
}

/** The backend in use and how it came to be chosen. */
export interface BackendInfo {
  /** The backend's name, as `tf.getBackend()` gives it. */
  backend: BackendName;
  /** How many threads it computes with. */
  threads: number;
  /**
   * Why it was chosen, such as `"the default"`, `"asked for"` or `"CONVBOOK_BACKEND"`; and why it has one
   * thread, if the page does not allow more.
   */
  reason: string;
}

/**
 * Makes TensorFlow.js compute with a backend from now on. Tensors that exist move along when used,
 * but for those on webgpu: read them with `await tensor.data()` and make them anew.
 *
 * It may be called any number of times; a backend is started once. Calls take turns.
 *
 * @param options The backend to use and its threads.
 * @returns The backend in use, its threads and why it was chosen.
 * @throws {TypeError} If an option is unknown.
 * @throws {RangeError} If there is no backend of that name, or `threads` is out of range.
 * @throws {Error} If webgpu is asked for and no GPU adapter is found, or a backend cannot start.
 * TensorFlow.js then computes with what it had.
 *
 * @example
 * ```ts
 * import { useBackend } from "convbook/backend";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const used = await useBackend({ backend: "simd", threads: 2 });
 * deepStrictEqual(used, { backend: "simd", threads: 2, reason: "asked for" });
 * ```
 */
export function useBackend(options: UseBackendOptions = {}): Promise<BackendInfo> {
  const switched = lastSwitch.then(() => switchBackend(options));
  lastSwitch = switched.then(() => {}, () => {});
  return switched;
}

const OPTIONS: Checks<UseBackendOptions> = {
  backend: checkedLater,
  threads: wholeNumber({ max: MAX_THREADS }),
};

/** Resolves when the last switch is over: switches take turns, so that each reports what it did. */
let lastSwitch: Promise<void> = Promise.resolve();

async function switchBackend(options: UseBackendOptions): Promise<BackendInfo> {
  checkMembers(ACTION, 'options as in { backend: "simd" }', options, OPTIONS);
  const { choice, reason } = choose(options.backend);
  if (choice === "simd") return await useSimd(options.threads, reason);
  if (choice !== "auto") {
    if (choice === "webgpu") await startWebGpu();
    await switchTo(choice);
    return { backend: choice, threads: 1, reason };
  }
  const gpu = await findGpu();
  if (!gpu || !canReadGpu()) {
    const found = gpu ? `${gpu}, whose tensors cannot be read at once` : "no GPU";
    return await useSimd(options.threads, `${reason}: auto found ${found}`);
  }
  await startWebGpu();
  await switchTo("webgpu");
  return { backend: "webgpu", threads: 1, reason: `${reason}: auto found ${gpu}` };
}

async function useSimd(threads: number | undefined, reason: string): Promise<BackendInfo> {
  await switchTo(SIMD);
  const backend = tf.engine().findBackend(SIMD) as SimdBackend;
  await backend.setThreads(threads ?? defaultThreads());
  const alone = threads === 1 || canShareMemory()
    ? ""
    : "; one thread, because the page is not cross-origin isolated";
  return { backend: SIMD, threads: backend.threads, reason: reason + alone };
}

async function switchTo(name: BackendName): Promise<void> {
  if (await tf.setBackend(name)) return;
  throw new Error(
    `Cannot ${ACTION}: expected ${name} to start but found that it failed, for the reason ` +
      "printed above",
  );
}

function choose(asked: string | undefined): { choice: BackendChoice; reason: string } {
  const fromVariable = readVariable(BACKEND_VARIABLE);
  const [name, reason] = asked !== undefined
    ? [asked, "asked for"]
    : fromVariable !== undefined
    ? [fromVariable, BACKEND_VARIABLE]
    : [SIMD, "the default"];
  const choice = CHOICES.find((known) => known === name);
  if (choice) return { choice, reason };
  const names = CHOICES.map((known) => `"${known}"`).join(", ");
  throw new RangeError(
    `Cannot ${ACTION}: expected its name to be one of ${names} but found ${describeValue(name)}`,
  );
}
