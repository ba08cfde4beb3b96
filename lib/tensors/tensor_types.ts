/**
 * The tensor and model types of the public API, under names of our own so that `deno doc` can
 * document a signature without TensorFlow.js's whole type tree.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";

/** A TensorFlow.js tensor of any rank. */
export type Tensor = tf.Tensor;
/** A TensorFlow.js tensor of rank 1, `[n]`. */
export type Tensor1D = tf.Tensor1D;
/** A TensorFlow.js tensor of rank 2, `[rows, columns]`. */
export type Tensor2D = tf.Tensor2D;
/** A TensorFlow.js tensor of rank 3, `[height, width, channels]`. */
export type Tensor3D = tf.Tensor3D;
/** A TensorFlow.js tensor of rank 4, `[batch, height, width, channels]` (NHWC). */
export type Tensor4D = tf.Tensor4D;
/** A TensorFlow.js model of layers, such as `tf.sequential()` makes. */
export type LayersModel = tf.LayersModel;
/**
 * The hooks that TensorFlow.js calls while it trains (`onEpochEnd`, `onBatchEnd`, …), in a plain object
 * or as a class's methods. Its own callbacks have them too and are of this type: what
 * `tf.callbacks.earlyStopping()` gives, and objects of classes that extend `tf.Callback` or
 * `tf.CustomCallback`.
 */
export type CustomCallbackArgs = tf.CustomCallbackArgs;
/** A callback of TensorFlow.js's own kind, such as `new tf.CustomCallback({ … })` makes. */
export type CustomCallback = tf.CustomCallback;
/** The numbers that TensorFlow.js hands to a hook, by name: `loss`, `val_loss`, `acc`, … */
export type Logs = tf.Logs;
