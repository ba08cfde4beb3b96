/**
 * One form for the many things that may be a callback.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { checkItems, describeValue, expectedOneOf } from "@convbook/check";
import { type CustomCallbackArgs, HOOKS } from "@convbook/tensors";

/** What TensorFlow.js calls of an object of hooks; the last two tell the time and let others work. */
const HOOKS_OF_OBJECTS = [...HOOKS, "onYield", "nowFunc", "nextFrameFunc"] as const;

/** TensorFlow.js (4.22) does not export what all its callbacks descend from. */
const BaseCallback = Object.getPrototypeOf(tf.Callback) as typeof tf.Callback;

/** A callback as TensorFlow.js calls it. */
export type BaseCallback =
  | InstanceType<typeof tf.Callback>
  | InstanceType<typeof tf.CustomCallback>;

/**
 * Makes callbacks of TensorFlow.js's kind of all that `fit` takes for one. `fit` itself (4.22) looks
 * at the first of a list only and takes the others for more of the same kind (tensorflow/tfjs#1792).
 *
 * Hooks are called on the object that they belong to, which is given the training's parameters as
 * `params`; where it is frozen, on one that inherits from it.
 *
 * @param action What the caller is about to do, as in `train the model`.
 * @param callbacks One callback or a list of them.
 * @returns The callbacks in the same order. An empty object gives none.
 * @throws {TypeError} If one is not a callback, a hook is not a function, or a name that begins with `on` is
 * none of a hook.
 */
export function standardiseCallbacks(
  action: string,
  callbacks: CustomCallbackArgs | readonly CustomCallbackArgs[],
): BaseCallback[] {
  const list = (Array.isArray(callbacks) ? callbacks : [callbacks]) as object[];
  checkItems(
    list,
    (callback) => typeof callback === "object" && callback !== null,
    (callback) => noCallback(action, callback),
  );
  return list.flatMap((callback) => {
    const isBase = callback instanceof BaseCallback;
    checkHooks(action, callback as Record<string, unknown>, isBase ? HOOKS : HOOKS_OF_OBJECTS);
    if (isBase) return [callback];
    if (hooksOf(callback).length > 0) return [fromHooks(callback)];
    if (isEmpty(callback)) return [];
    throw noCallback(action, callback);
  });
}

function noCallback(action: string, found: unknown): TypeError {
  return new TypeError(
    `Cannot ${action}: expected callbacks as in { onEpochEnd() { … } } or ` +
      `tf.callbacks.earlyStopping() but found ${describeValue(found)}`,
  );
}

function isEmpty(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  const isPlain = prototype === null || prototype === Object.prototype;
  return isPlain && Object.keys(value).length === 0;
}

function hooksOf(value: object) {
  return HOOKS_OF_OBJECTS.filter((name) =>
    typeof (value as Record<string, unknown>)[name] === "function"
  );
}

/** Also the names of what a class's methods are. */
function namesOf(value: object): Set<string> {
  const names = new Set<string>();
  for (let at = value; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return names;
}

/** A name without what differs from one language's way of writing to another's. */
const letters = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, "");

function checkHooks(
  action: string,
  callback: Record<string, unknown>,
  known: readonly string[],
): void {
  const spellings = new Set(HOOKS_OF_OBJECTS.map(letters));
  for (const name of namesOf(callback)) {
    if (HOOKS_OF_OBJECTS.includes(name as "onYield")) continue;
    const isMeant = /^on[A-Z_]/.test(name) || spellings.has(letters(name)) ||
      // `epochEnd` is a field of TensorFlow.js's own callbacks.
      known === HOOKS_OF_OBJECTS && spellings.has(`on${letters(name)}`);
    if (isMeant) {
      throw new TypeError(
        `Cannot ${action}: ${expectedOneOf("a callback's hook", HOOKS_OF_OBJECTS, name)}`,
      );
    }
  }
  for (const name of known) {
    const hook = callback[name];
    if (typeof hook === "function" || hook === undefined || hook === null) continue;
    throw new TypeError(
      `Cannot ${action}: expected a callback's ${name} to be a function ` +
        `but found ${describeValue(hook)}`,
    );
  }
}

/** Hooks, and what an object may have besides to learn about the training. */
type Hooked = Record<string, ((...args: unknown[]) => unknown) | undefined>;

function fromHooks(given: object): BaseCallback {
  let receiver = given as Hooked;
  const hooks = hooksOf(given).map((name) => [
    name,
    (...args: unknown[]) => receiver[name]!(...args),
  ]);
  return Object.assign(new tf.CustomCallback(Object.fromEntries(hooks)), {
    setParams(params: unknown) {
      if (typeof receiver.setParams === "function") receiver.setParams(params);
      else if (Object.isExtensible(given)) Reflect.set(given, "params", params);
      else receiver = Object.create(given, { params: { value: params } });
    },
    setModel(model: unknown) {
      receiver.setModel?.(model);
    },
  });
}
