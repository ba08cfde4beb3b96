/**
 * The check of what training and evaluation take digits from.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { MnistData } from "./dataset/mnist_data.ts";

/**
 * Throws unless `data` is what `MnistData.load()` gives.
 *
 * @param action What the caller is about to do, as in `train the model`.
 * @param data What was given.
 * @throws {TypeError} If it is something else, such as the promise of it.
 */
export function checkData(action: string, data: MnistData): void {
  if (data instanceof MnistData) return;
  throw new TypeError(
    `Cannot ${action}: expected the data of MnistData.load() but found ${describeValue(data)}`,
  );
}
