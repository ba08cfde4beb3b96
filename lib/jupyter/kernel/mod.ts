/**
 * A client for the Deno Jupyter kernel, over ZMTP, without Python or native code.
 *
 * `startKernel` starts a kernel; `Kernel.execute` runs a cell in it and hands over every output, in
 * order. The kernel's process ends with `shutdown`, with `await using`, and with every failure.
 *
 * @module
 */
export { type CellResult, type ExecuteOptions, Kernel } from "./kernel.ts";
export {
  describeEnd,
  describeThrown,
  KernelDiedError,
  type KernelEnd,
  TimeLimitError,
  UncaughtError,
} from "./kernel_errors.ts";
export type { ClearOutput, DisplayUpdate, KernelOutput } from "./outputs.ts";
export type { ProcessOptions } from "./kernel_process.ts";
export { startKernel } from "./start_kernel.ts";
export type { StartOptions } from "./start_kernel_at.ts";
