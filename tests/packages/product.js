/**
 * A page's script: it multiplies two matrices with a backend that it finds in `backend`, and leaves the
 * product in `result`. `setThreads` changes how many threads compute.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { useBackend } from "@convbook/backend";

globalThis.result = useBackend({ backend: globalThis.backend }).then(() =>
  Array.from(tf.matMul(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[5, 6], [7, 8]])).dataSync())
);

globalThis.setThreads = async (threads) => (await useBackend({ threads })).threads;
