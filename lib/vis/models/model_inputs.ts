/**
 * Reading what is handed to a model.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "@convbook/tensors/quiet_cpu_backend";
import { checkTensor, type LayersModel } from "@convbook/tensors";
import { checkList, unexpected } from "@convbook/check";

/**
 * Reads one tensor for each input of a model.
 *
 * @param action What they are for, as in `show activations`.
 * @param model The model.
 * @param input The tensor, or a list of one for each input, with or without a batch axis of size 1.
 * @returns The tensors with a batch axis. Call it within `tf.tidy`, which disposes of them.
 * @throws {TypeError} If there are more or fewer, or one is not a tensor in use of the input's shape.
 */
export function readModelInputs(action: string, model: LayersModel, input: unknown): tf.Tensor[] {
  const { inputs } = model;
  if (!(input instanceof tf.Tensor)) {
    checkList(action, inputs.length === 1 ? "an input tensor" : "a list of input tensors", input);
  }
  const given = input instanceof tf.Tensor ? [input] : input;
  if (given.length !== inputs.length) {
    const expected = inputs.length === 1 ? "one input" : `${inputs.length} inputs in a list`;
    throw new TypeError(`Cannot ${action}: expected ${expected} but found ${given.length}`);
  }
  return inputs.map(({ shape }, index) => {
    const name = inputs.length === 1 ? "one input" : `input ${index}`;
    const tensor = given[index];
    if (!(tensor instanceof tf.Tensor)) throw unexpected(action, `${name} as a tensor`, tensor);
    checkTensor(action, tensor);
    const expected = shape.slice(1); // `null` where a size is left open
    const found = tensor.shape.length > expected.length && tensor.shape[0] === 1
      ? tensor.shape.slice(1)
      : tensor.shape;
    const fits = found.length === expected.length &&
      expected.every((size, axis) => size === found[axis] || size === null && found[axis] > 0);
    if (fits) return tensor.reshape([1, ...found]);
    const sizes = expected.map((size) => size ?? "any").join(", ");
    throw new TypeError(
      `Cannot ${action}: expected ${name} of shape [${sizes}] ` +
        `but found [${tensor.shape.join(", ")}]`,
    );
  });
}
