/**
 * The gradients of functions whose slope is constant but for jumps, as one kernel each. TensorFlow.js
 * composes them of three to six: comparisons, casts, choosing and multiplying.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import * as operations from "../kernels/shared/gradient_operations.ts";
import { HeapFullError } from "../heap.ts";
import type { SimdBackend } from "../simd_backend.ts";
import { bitsOf } from "./unary.ts";

const UNARY_GRAD = "SimdUnaryGrad";

/** An operation of the kernel `unaryGrad`, and the function's own numbers. */
interface Slope {
  op: number;
  p: number;
  q: number;
}

/** The functions' slopes by their kernels' names and attributes. */
const SLOPES: Readonly<Record<string, (attrs: unknown) => Slope>> = {
  [tf.Relu]: () => ({ op: operations.RELU, p: 0, q: 0 }),
  [tf.Relu6]: () => ({ op: operations.RELU6, p: 0, q: 0 }),
  [tf.LeakyRelu]: (attrs) => ({
    op: operations.LEAKY_RELU,
    p: (attrs as tf.LeakyReluAttrs).alpha,
    q: 0,
  }),
  [tf.ClipByValue]: (attrs) => ({
    op: operations.CLIP,
    p: (attrs as tf.ClipByValueAttrs).clipValueMin,
    q: (attrs as tf.ClipByValueAttrs).clipValueMax,
  }),
};

function unaryGrad(
  backend: SimdBackend,
  dy: tf.TensorInfo,
  x: tf.TensorInfo,
  { op, p, q }: Slope,
): tf.TensorInfo {
  const { info, address, length } = backend.makeOutput32(dy.shape);
  const operands = { dy: backend.addressOf(dy), x: backend.addressOf(x), dx: address };
  const args = { op, ...operands, p: bitsOf(p), q: bitsOf(q) };
  backend.forEach("unaryGrad", { count: length, work: 1, args, multiple: 4 });
  return info;
}

const run = (dy: tf.Tensor, x: tf.Tensor, slope: Slope): tf.Tensor =>
  tf.engine().runKernel(UNARY_GRAD, { dy, x }, { ...slope });

/** Registers the kernel for a backend, and gradients that use it there and only there. */
export function registerUnaryGrad(backendName: string): void {
  if (!tf.getGradient(tf.Relu)) return; // TensorFlow.js without gradients
  tf.registerKernel({
    kernelName: UNARY_GRAD,
    backendName,
    kernelFunc: ({ inputs: { dy, x }, attrs, backend }) => {
      const simd = backend as SimdBackend;
      const dx = simd.inHeap(() => unaryGrad(simd, dy!, x!, attrs as unknown as Slope));
      if (dx) return dx;
      throw new HeapFullError(
        `Cannot compute ${UNARY_GRAD}: expected room in the heap but found none`,
      );
    },
  });
  for (const [kernelName, slopeOf] of Object.entries(SLOPES)) {
    const stock = tf.getGradient(kernelName);
    // Gradients are registered for all backends at once.
    tf.registerGradient({
      kernelName,
      inputsToSave: ["x"],
      gradFunc: (dy, saved, attrs) => {
        const [x] = saved;
        const ours = tf.getBackend() === backendName && x.dtype === "float32" && x.size > 0;
        if (!ours) return stock.gradFunc(dy, saved, attrs);
        return {
          x: () => {
            try {
              return run(dy as tf.Tensor, x, slopeOf(attrs));
            } catch (error) {
              if (!(error instanceof HeapFullError)) throw error;
              return stock.gradFunc(dy, saved, attrs).x();
            }
          },
        };
      },
    });
  }
  // For second derivatives: the kernel is linear in dy and, in x, constant but for jumps.
  tf.registerGradient({
    kernelName: UNARY_GRAD,
    inputsToSave: ["x"],
    gradFunc: (dy, [x], attrs) => ({
      dy: () => run(dy as tf.Tensor, x, attrs as unknown as Slope),
      x: () => tf.zerosLike(x),
    }),
  });
}
