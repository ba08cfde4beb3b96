/**
 * Three digits, and mistakes about them.
 *
 * @module
 */

/** Three digits, of which the last two are for testing; each is filled with its row's number. */
export const DATA = {
  testCount: 2,
  testRows: Int32Array.of(1, 2),
  pixels: (row: number) => new Uint8Array(784).fill(row * 100),
  label: (row: number) => row + 4,
};

/** A picture of one brightness. */
export const filled = (value: number) =>
  Array.from({ length: 28 }, () => new Uint8Array(28).fill(value));

/** What a model took them for. */
export const MISTAKES = [
  { row: 1, label: 5, prediction: 3, probability: 0.6 },
  { row: 2, label: 6, prediction: 0, probability: 0.987 },
  { row: 0, label: 4, prediction: 9, probability: 0.5 },
];
