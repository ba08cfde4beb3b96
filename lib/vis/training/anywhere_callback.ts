/**
 * Callbacks that stand in any place where `fit` takes callbacks.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { type CustomCallback, type CustomCallbackArgs, HOOKS } from "@convbook/tensors";

/** A function that is called as a method. */
type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * A callback of TensorFlow.js's own kind, which may stand beside others of that kind, that has its
 * hooks as properties too, as a plain object has: `fit` takes it for one beside plain objects, and it
 * may be spread into one.
 */
class AnywhereCallback extends tf.CustomCallback {
  constructor(hooks: CustomCallbackArgs) {
    super(hooks);
    const methods = tf.CustomCallback.prototype as unknown as Record<string, Method>;
    for (const field of Object.keys(this)) {
      Object.defineProperty(this, field, { enumerable: false }); // else a spread would copy it
    }
    for (const name of HOOKS) {
      const hook = hooks[name] as Method | undefined;
      Object.assign(this, {
        [name](this: unknown, ...args: unknown[]) {
          const method = this instanceof AnywhereCallback ? methods[name] : hook;
          return method?.apply(this, args);
        },
      });
    }
  }
}

/**
 * Makes a callback of hooks that `fit`, `fitDataset` and `train` take alone, in a list before and after
 * callbacks of any kind, and spread into an object of hooks.
 *
 * @param hooks The hooks. They are called on an object that has the training's parameters as `params`.
 * @returns The callback.
 */
export function anywhereCallback(hooks: CustomCallbackArgs): CustomCallback {
  return new AnywhereCallback(hooks);
}

/**
 * `fit` (4.22) looks at the first of a list only: after a callback of its own kind it calls plain
 * objects without making callbacks of them, and fails (tensorflow/tfjs#1792). So that a plain object
 * may follow ours, it is made one here, before the list is used.
 */
const { setParams } = tf.CallbackList.prototype;
tf.CallbackList.prototype.setParams = function (params) {
  this.callbacks = this.callbacks.map((callback) =>
    "setParams" in callback ? callback : new tf.CustomCallback(callback)
  );
  setParams.call(this, params);
};
