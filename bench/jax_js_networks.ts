/**
 * The benchmark's networks in jax-js, which keeps images as `[batch, channels, rows, columns]` and
 * frees an array when a function has been given it, unless as `.ref`.
 *
 * @module
 */
import { lax, nn, numpy as np, random, tree } from "@jax-js/jax";
import type { NetworkName } from "./tasks.ts";

/** Arrays by name. */
export type Arrays = { [name: string]: np.Array };

/** A network with first weights. */
export interface Network {
  params: Arrays;
  /** Running means and variances of batch normalisation. */
  statistics: Arrays;
  /** Returns class scores, `[batch, 10]`, and the statistics of the batch when it is training. */
  apply(params: Arrays, statistics: Arrays | undefined, xs: np.Array): [np.Array, Arrays];
}

/** Makes a network anew. */
export function makeNetwork(name: NetworkName): Network {
  return name === "lesson" ? lesson() : threeBlocks();
}

/** Normal weights with a variance of 1 / `inputs`. */
function weights(seed: number, shape: number[], inputs: number): np.Array {
  return random.normal(random.key(seed), shape).mul(1 / Math.sqrt(inputs));
}

function maxPool(xs: np.Array): np.Array {
  return lax.reduceWindow(xs, np.max, [2, 2], [2, 2]);
}

function lesson(): Network {
  const params: Arrays = {
    kernel1: weights(1, [8, 1, 5, 5], 25),
    bias1: np.zeros([8, 1, 1]),
    kernel2: weights(2, [16, 8, 5, 5], 200),
    bias2: np.zeros([16, 1, 1]),
    kernel3: weights(3, [256, 10], 256),
    bias3: np.zeros([10]),
  };
  return {
    params,
    statistics: {},
    apply(p, _, xs) {
      for (const [kernel, bias] of [[p.kernel1, p.bias1], [p.kernel2, p.bias2]]) {
        xs = lax.convGeneralDilated(xs, kernel, [1, 1], "VALID").add(bias);
        xs = maxPool(nn.relu(xs)); // [batch, 8, 12, 12], then [batch, 16, 4, 4]
      }
      return [np.dot(xs.reshape([-1, 256]), p.kernel3).add(p.bias3), {}];
    },
  };
}

function threeBlocks(): Network {
  const params: Arrays = { kernel: weights(3, [1024, 10], 1024), bias: np.zeros([10]) };
  const statistics: Arrays = {};
  const channels = [3, 16, 32, 64];
  for (let block = 0; block < 3; block++) {
    const [inputs, outputs] = channels.slice(block);
    params[`kernel${block}`] = weights(block, [outputs, inputs, 3, 3], 9 * inputs);
    params[`gamma${block}`] = np.ones([outputs, 1, 1]);
    params[`beta${block}`] = np.zeros([outputs, 1, 1]);
    statistics[`mean${block}`] = np.zeros([1, outputs, 1, 1]);
    statistics[`variance${block}`] = np.ones([1, outputs, 1, 1]);
  }
  return {
    params,
    statistics,
    apply(p, known, xs) {
      const found: Arrays = {};
      for (let block = 0; block < 3; block++) {
        xs = lax.convGeneralDilated(xs, p[`kernel${block}`], [1, 1], "SAME");
        const [mean, variance] = known
          ? [known[`mean${block}`], known[`variance${block}`]]
          : moments(xs.ref);
        if (!known) {
          found[`mean${block}`] = mean.ref;
          found[`variance${block}`] = variance.ref;
        }
        xs = xs.sub(mean).div(np.sqrt(variance.add(1e-3)));
        xs = maxPool(nn.relu(xs.mul(p[`gamma${block}`]).add(p[`beta${block}`])));
      }
      return [np.dot(xs.reshape([-1, 1024]), p.kernel).add(p.bias), found];
    },
  };
}

/** Mean and variance of each channel. */
function moments(xs: np.Array): np.Array[] {
  const axes = [0, 2, 3];
  const options = { keepdims: true };
  return [np.mean(xs.ref, axes, options), np.var_(xs, axes, options)];
}

/** Moves the running statistics towards those of a batch. */
export function follow(statistics: Arrays, batch: Arrays): Arrays {
  return tree.map(
    (known: np.Array, found: np.Array) => known.mul(0.99).add(found.mul(0.01)),
    statistics,
    batch,
  );
}
