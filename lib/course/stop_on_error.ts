/**
 * Trainings in which something fails.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import type { BaseCallback } from "./standardise_callbacks.ts";
import { HOOKS, type LayersModel } from "@convbook/tensors";

/** A hook, whatever it takes. */
type Hook = (...args: unknown[]) => Promise<void>;

/** The methods of a model that `fitDataset` calls in an epoch. TypeScript is not told of the first. */
interface Steps {
  makeTrainFunction(): (data: tf.Tensor[]) => tf.Tensor[];
  evaluate(...args: unknown[]): tf.Scalar | tf.Scalar[];
}

/**
 * Lets a training come to its regular end when something in it fails. If the error passed through
 * TensorFlow.js (4.22), the tensors of the batch, of the epoch's means and of the history would stay.
 */
export class StopOnError {
  readonly #model: LayersModel;
  #failure: { error: unknown } | undefined;

  /** @param model The model in training. */
  constructor(model: LayersModel) {
    this.#model = model;
  }

  /** Whether something has failed. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /**
   * Ends the training at the next batch, for an error that {@linkcode throwIfFailed} throws then.
   * Only the first counts.
   *
   * @param error What was thrown.
   */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#model.stopTraining = true;
  }

  /** Throws what was thrown first, if anything was. */
  throwIfFailed(): void {
    if (this.#failure) throw this.#failure.error;
  }

  /**
   * Guards a callback: when a hook throws, the training ends, and no hook is called any more. An error
   * of `onTrainBegin` passes, because nothing has been made by then.
   *
   * @param callback The callback.
   * @returns A callback to hand to TensorFlow.js in its place.
   */
  guard(callback: BaseCallback): BaseCallback {
    const hooks = callback as unknown as Record<string, Hook>;
    const guarded = HOOKS.slice(1).map((name): [string, Hook] => [name, async (...args) => {
      if (this.#failure) return;
      try {
        await hooks[name](...args);
      } catch (error) {
        this.fail(error);
      }
    }]);
    return Object.assign(new tf.CustomCallback({}), Object.fromEntries(guarded), {
      onTrainBegin: (logs?: tf.Logs) => callback.onTrainBegin(logs),
      setParams: (params: never) => callback.setParams(params),
      setModel: (model: never) => callback.setModel(model),
    });
  }

  /**
   * Guards the model's own steps, such as a loss that throws: a step that fails gives NaN, and the
   * training ends.
   *
   * @param run What trains the model meanwhile.
   * @returns What `run` returns.
   */
  async guardSteps<T>(run: () => Promise<T>): Promise<T> {
    const model = innerModel(this.#model) as unknown as Steps;
    const attempt = (step: () => tf.Tensor | tf.Tensor[]) => {
      try {
        return tf.tidy(step);
      } catch (error) {
        disposeTape();
        this.fail(error);
        return this.#model.metricsNames.map(() => tf.scalar(NaN));
      }
    };
    const { makeTrainFunction, evaluate } = model;
    const restore = override(model, {
      makeTrainFunction() {
        const step = makeTrainFunction.call(model);
        return (data: tf.Tensor[]) => attempt(() => step(data));
      },
      evaluate: (...args: unknown[]) => attempt(() => evaluate.apply(model, args)),
    });
    try {
      return await run();
    } finally {
      restore();
    }
  }
}

/**
 * Returns the model that TensorFlow.js (4.22) trains: a sequential model has another one inside.
 *
 * @param model A model that has been built.
 */
export function innerModel(model: LayersModel): LayersModel {
  return model instanceof tf.Sequential
    ? (model as unknown as { model: LayersModel }).model // private, but not at run time
    : model;
}

/** Disposes what TensorFlow.js (4.22) kept for a gradient and forgets when the function throws. */
function disposeTape(): void {
  const { state } = tf.engine();
  tf.dispose(state.activeTape?.map(({ saved }) => saved ?? []) ?? []);
  state.activeTape = [];
}

/** Puts methods in place of an object's own or inherited ones until the function returned is called. */
function override(target: object, methods: Record<string, unknown>): () => void {
  const own = Object.keys(methods).map((name) =>
    [name, Object.getOwnPropertyDescriptor(target, name)] as const
  );
  Object.assign(target, methods);
  return () => {
    for (const [name, descriptor] of own) {
      if (descriptor) Object.defineProperty(target, name, descriptor);
      else Reflect.deleteProperty(target, name);
    }
  };
}
