/**
 * What should not be handed to a function. The kernel does not check types, so a notebook may hand in
 * anything, and no other warning comes than the function's own.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

const disposed = tf.tensor1d([1]);
disposed.dispose();
const cyclic: unknown[] = [];
cyclic.push(cyclic);
const LONG = "long ".repeat(100_000);

const MODEL = tf.sequential({
  layers: [tf.layers.conv2d({ kernelSize: 1, filters: 1, inputShape: [2, 2, 1], name: "conv" })],
});

/** Odd inputs by their names. */
export const ODD: Record<string, unknown> = {
  undefined: undefined,
  null: null,
  true: true,
  zero: 0,
  "minus one": -1,
  "a fraction": 0.5,
  "a large number": 1e9,
  NaN: NaN,
  Infinity: Infinity,
  "a bigint": 3n,
  "a symbol": Symbol("s"),
  "an empty text": "",
  "a text": "all",
  "a number as text": "42",
  "a long text": LONG,
  "an empty list": [],
  "an empty row": [[]],
  "a list of null": [null],
  "a list of undefined": [undefined],
  "a list of texts": ["a", "b"],
  "a list of numbers as text": [["0.5", "1"]],
  "a list of long texts": [LONG],
  "a list of numbers": [0, 1],
  "a list of NaN": [NaN, NaN],
  "a list of bigints": [1n, 2n],
  "a matrix": [[1, 0], [0, 1]],
  "a ragged matrix": [[1, 0], [1]],
  "a row and no row": [[1], null],
  "a matrix of null": [[null, null]],
  "a sparse list": new Array(1e9),
  "a list of a sparse list": [new Array(1e9)],
  "a list that holds itself": cyclic,
  "a long array-like": { length: 1e9 },
  "an empty object": {},
  "a list of empty objects": [{}],
  "an unknown member": { vaules: [[1]] },
  "an object of null": { values: null, misclassified: null, headers: null, history: null },
  "an object of lists of null": { values: [null], misclassified: [null], headers: [null] },
  "a function": () => [1],
  "a Promise": Promise.resolve([1]),
  "a Date": new Date(0),
  "a Map": new Map([["values", [1]]]),
  "a Set": new Set([1]),
  "an error": new Error("found"),
  "a RegExp": /a/,
  "an ArrayBuffer": new ArrayBuffer(8),
  "a DataView": new DataView(new ArrayBuffer(8)),
  "an empty typed array": new Float32Array(0),
  "a typed array": Float32Array.of(0, 1),
  "a typed array of NaN": Float32Array.of(NaN),
  "a typed array of bigints": BigInt64Array.of(1n),
  "a scalar": tf.scalar(1),
  "a tensor of rank 1": tf.tensor1d([0, 1]),
  "a tensor of rank 2": tf.tensor2d([[1, 0], [0, 1]]),
  "a tensor of rank 3": tf.zeros([1, 2, 2]),
  "a tensor of rank 4": tf.zeros([1, 2, 2, 1]),
  "a tensor of rank 5": tf.zeros([1, 1, 1, 1, 1]),
  "a tensor of two channels": tf.zeros([1, 2, 2, 2]),
  "an empty tensor": tf.zeros([0]),
  "an empty batch": tf.zeros([0, 2, 2, 1]),
  "an empty matrix": tf.zeros([0, 0]),
  "a tensor of NaN": tf.tensor2d([[NaN, NaN]]),
  "a tensor of texts": tf.tensor1d(["a", "b"]),
  "a matrix of texts": tf.tensor2d([["a", "b"]]),
  "a tensor of complex numbers": tf.complex([[1, 2]], [[0, 0]]),
  "a tensor of booleans": tf.tensor1d([true, false], "bool"),
  "a disposed tensor": disposed,
  "a list of tensors": [tf.zeros([2, 2, 1])],
  "a list of disposed tensors": [disposed],
  "a symbolic tensor": tf.input({ shape: [2] }),
  "an optimizer": tf.train.sgd(0.1),
  "an empty model": tf.sequential(),
  "a model": MODEL,
  "a layer without weights": tf.layers.flatten(),
  "a layer": MODEL.layers[0],
  "a class": class Options {},
  "digits that are none": { testCount: 1, testRows: [0], pixels: () => null, label: () => null },
};

/** Calls that replace one argument, or one member of one that is an object, by each odd input. */
export function* oddCalls(
  right: readonly unknown[],
): Generator<{ where: string; given: unknown[] }> {
  for (const [position, argument] of right.entries()) {
    const isOptions = Object.getPrototypeOf(argument) === Object.prototype;
    for (const [odd, value] of Object.entries(ODD)) {
      yield { where: `${odd} as argument ${position}`, given: right.with(position, value) };
      for (const member of isOptions ? Object.keys(argument as object) : []) {
        const changed = { ...argument as object, [member]: value };
        yield { where: `${odd} as ${member}`, given: right.with(position, changed) };
      }
    }
    if (!isOptions) continue;
    const more = { ...argument as object, surplus: 1 };
    yield { where: `a surplus member of argument ${position}`, given: right.with(position, more) };
  }
}

/** Whether an error says in house style what could not be done, what was expected, and what found. */
export function isInHouseStyle(error: unknown): boolean {
  return error instanceof Error && error.message.length <= 500 &&
    /^Cannot [a-z].*: expected .* but found:? /s.test(error.message);
}
