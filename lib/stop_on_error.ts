/**
 * Callbacks that may fail.
 *
 * @module
 */
import type { CustomCallbackArgs, LayersModel } from "./tensor_types.ts";

type Hook = (this: unknown, ...args: unknown[]) => void | Promise<void>;

/** Callbacks that stop the training when one of them throws, and what it threw. */
export interface StoppingCallbacks {
  /** The callbacks to hand to TensorFlow.js. */
  callbacks: CustomCallbackArgs[];
  /** Throws what the first callback to fail has thrown, if one has. */
  throwIfFailed(): void;
}

/**
 * Lets a training come to its regular end when a callback throws, at the next batch. If the error
 * passed through TensorFlow.js (4.22), the tensors of the batch and of the history would stay.
 *
 * @param model The model in training.
 * @param callbacks The caller's callbacks. After the first failure none is called any more.
 * @returns Callbacks that throw nothing, and a function that throws it afterwards.
 */
export function stopOnError(
  model: LayersModel,
  callbacks: CustomCallbackArgs | CustomCallbackArgs[],
): StoppingCallbacks {
  let failure: { error: unknown } | undefined;
  const guard = (hook: Hook): Hook =>
    async function (...args) {
      if (failure) return;
      try {
        await hook.apply(this, args); // TensorFlow.js gives the training's parameters as `this`
      } catch (error) {
        failure = { error };
        model.stopTraining = true;
      }
    };
  const guardAll = (hooks: CustomCallbackArgs) =>
    Object.fromEntries(
      Object.entries(hooks).map(([name, hook]) => [
        name,
        typeof hook === "function" ? guard(hook as Hook) : hook,
      ]),
    );
  return {
    callbacks: [callbacks].flat().map(guardAll),
    throwIfFailed() {
      if (failure) throw failure.error;
    },
  };
}
