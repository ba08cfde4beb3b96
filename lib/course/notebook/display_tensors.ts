/**
 * Tensors that show their values.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { isReadable } from "@convbook/tensors";
import { JUPYTER_DISPLAY } from "@convbook/jupyter/displayable";

/** The method that `console.log` and `Deno.inspect` call on an object. */
const INSPECT: unique symbol = Symbol.for("Deno.customInspect") as never;

/** `console.log` shows the values of a tensor that has no more. */
const MOST_VALUES_INLINE = 20;

/**
 * Makes tensors show type, shape and values in a notebook, and in one line in `console.log`, in place
 * of the fields of TensorFlow.js's object. A second call changes nothing.
 */
export function displayTensors(): void {
  Object.assign(tf.Tensor.prototype, {
    [JUPYTER_DISPLAY](this: tf.Tensor) {
      return { "text/plain": describeTensor(this) };
    },
    // It may stand inside an object or a list, where several lines would fall apart.
    [INSPECT](this: tf.Tensor) {
      const [heading, ...lines] = describeTensor(this).split("\n");
      if (this.size > MOST_VALUES_INLINE || lines.length === 0) return heading;
      return `${heading} ${lines.map((line) => line.trim()).join(" ")}`;
    },
  });
}

/**
 * Describes a tensor as text: its type and shape, then its values, long axes shortened.
 *
 * @param tensor Any tensor; one that is disposed, or on webgpu and not fetched, is named so.
 * @returns Two or more lines; one if the values cannot be shown.
 *
 * @example
 * ```ts
 * import { describeTensor } from "./display_tensors.ts";
 * import * as tf from "@tensorflow/tfjs";
 * import { equal } from "node:assert/strict";
 *
 * const tensor = tf.tensor1d([1, 2.5]);
 * equal(describeTensor(tensor), "Tensor float32 [2]\n[1, 2.5]");
 * tensor.dispose();
 * ```
 */
export function describeTensor(tensor: tf.Tensor): string {
  const heading = `Tensor ${tensor.dtype} [${tensor.shape.join(", ")}]`;
  if (tensor.isDisposed) return `${heading}, disposed`;
  if (!isReadable(tensor)) return `${heading}, on webgpu: await tensor.data() fetches its values`;
  // `toString` starts with the word "Tensor" and indents every line of the values by four.
  const values = tensor.toString().replace(/^Tensor\n/, "").replaceAll(/^ {4}/gm, "");
  return `${heading}\n${values}`;
}
