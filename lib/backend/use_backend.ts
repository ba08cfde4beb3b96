/**
 * Switching TensorFlow.js to a backend by name.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** A backend that {@linkcode useBackend} can switch to. */
export type BackendName = "wasm" | "cpu";

const BACKEND_NAMES: readonly BackendName[] = ["wasm", "cpu"];

/** What {@linkcode useBackend} may be told. */
export interface UseBackendOptions {
  /** The backend to use. `"wasm"` if left out. */
  backend?: BackendName;
}

/** The backend in use and how it came to be chosen. */
export interface BackendInfo {
  /** The backend's name, as `tf.getBackend()` gives it. */
  backend: BackendName;
  /** How many threads it computes with. */
  threads: number;
  /** Why it was chosen: `"the default"` or `"asked for"`. */
  reason: string;
}

/**
 * Makes TensorFlow.js compute with a backend from now on. Tensors that exist move along when used.
 *
 * It may be called any number of times; a backend is started once.
 *
 * @param options The backend to use.
 * @returns The backend in use, its threads and why it was chosen.
 * @throws {RangeError} If there is no backend of that name.
 * @throws {Error} If the wasm backend cannot start. TensorFlow.js then computes with what it had.
 *
 * @example
 * ```ts
 * import { useBackend } from "./use_backend.ts";
 * import { strictEqual } from "node:assert/strict";
 *
 * const { backend, threads } = await useBackend();
 * strictEqual(backend, "wasm");
 * strictEqual(threads, 1);
 * ```
 */
export async function useBackend(options: UseBackendOptions = {}): Promise<BackendInfo> {
  const { backend = "wasm" } = options;
  if (!BACKEND_NAMES.includes(backend)) {
    const names = BACKEND_NAMES.map((name) => `"${name}"`).join(" or ");
    throw new RangeError(
      `Cannot use a backend: expected its name to be ${names} but found ${JSON.stringify(backend)}`,
    );
  }
  let threads = 1;
  if (backend === "wasm") {
    // Imported only now: as soon as the package is loaded, TensorFlow.js refuses to make a tensor
    // until its backend has been started.
    const { startWasm } = await import("./wasm/start_wasm.ts");
    threads = await startWasm();
  }
  await tf.setBackend(backend);
  return { backend, threads, reason: options.backend === undefined ? "the default" : "asked for" };
}
