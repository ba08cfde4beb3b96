/**
 * The Adam optimiser for jax-js: `@jax-js/optax`, which has one, is not on npm.
 *
 * Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1.
 *
 * @module
 */
import { jit, numpy as np, tree } from "@jax-js/jax";
import type { Arrays } from "./jax_js_networks.ts";

const RATE = 1e-3;
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

/** Parameters with the running means of their gradients and of the gradients' squares. */
export type AdamState = { params: Arrays; means: Arrays; squares: Arrays };

/** The state before the first step. */
export function startAdam(params: Arrays): AdamState {
  const zeros = () => tree.map((param: np.Array) => np.zeros(param.shape), params);
  return { params, means: zeros(), squares: zeros() };
}

/** Takes a step. `correction1` and `correction2` are `1 - BETA ** step`. */
const update = jit(
  (state: AdamState, gradients: Arrays, correction1: np.Array, correction2: np.Array) => {
    const means = tree.map(
      (mean: np.Array, gradient: np.Array) => mean.mul(BETA1).add(gradient.mul(1 - BETA1)),
      state.means,
      tree.ref(gradients),
    );
    const squares = tree.map(
      (square: np.Array, gradient: np.Array) =>
        square.mul(BETA2).add(np.square(gradient).mul(1 - BETA2)),
      state.squares,
      gradients,
    );
    const params = tree.map(
      (param: np.Array, mean: np.Array, square: np.Array) =>
        param.sub(
          mean.div(correction1.ref).mul(RATE)
            .div(np.sqrt(square.div(correction2.ref)).add(EPSILON)),
        ),
      state.params,
      tree.ref(means),
      tree.ref(squares),
    );
    tree.dispose([correction1, correction2]);
    return { params, means, squares };
  },
);

/** Takes step number `step`, counted from 1. */
export function stepAdam(state: AdamState, gradients: Arrays, step: number): AdamState {
  return update(state, gradients, 1 - BETA1 ** step, 1 - BETA2 ** step);
}
