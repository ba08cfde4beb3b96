/**
 * Building a kernel of the wasm backend out of the ones it has.
 *
 * @module
 */
import {
  getKernel,
  type KernelBackend,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from "@tensorflow/tfjs-core";

/** Runs the wasm backend's kernel of a name and returns its output. */
export type RunKernel = (
  kernelName: string,
  inputs: NamedTensorInfoMap,
  attrs: NamedAttrMap,
) => TensorInfo;

/**
 * Runs kernels one after another and frees every output but the last: `tf.tidy` for kernels.
 *
 * It works below the engine. A tensor that is made from a `TensorInfo` inside `tf.tidy` holds no
 * reference of its own, so `tidy` would free the data of the tensors that the kernel was given.
 *
 * @param backend The wasm backend, as a kernel is handed it.
 * @param compose Runs the kernels and returns the output to keep.
 * @returns What `compose` returns. The caller disposes of it.
 */
export function composeKernels(
  backend: KernelBackend,
  compose: (run: RunKernel) => TensorInfo,
): TensorInfo {
  const outputs: TensorInfo[] = [];
  const run: RunKernel = (kernelName, inputs, attrs) => {
    const { kernelFunc } = getKernel(kernelName, "wasm");
    const output = kernelFunc({ inputs, attrs, backend }) as TensorInfo;
    outputs.push(output);
    return output;
  };
  let kept: TensorInfo | undefined;
  try {
    kept = compose(run);
    return kept;
  } finally {
    for (const { dataId } of outputs) {
      if (dataId !== kept?.dataId) backend.disposeData(dataId);
    }
  }
}
