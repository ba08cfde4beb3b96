/**
 * Starting a Deno Jupyter kernel.
 *
 * @module
 */
import { pickConnection } from "./connection_info.ts";
import type { Kernel } from "./kernel.ts";
import { KernelDiedError } from "./kernel_errors.ts";
import { startKernelAt, type StartOptions } from "./start_kernel_at.ts";

/** How many sets of ports are tried when other programs take them first. */
const PORT_ATTEMPTS = 3;

/**
 * Starts a Deno Jupyter kernel in a process of its own, with the Deno that runs this.
 *
 * @param options The folder it runs in, its environment, and what ends it.
 * @returns The kernel, to be shut down or disposed by the caller.
 * @throws {KernelDiedError} If it ends before it can be used.
 * @throws {Error} If the folder does not exist, or it cannot be reached within a minute.
 *
 * @example
 * ```ts
 * import { startKernel } from "./start_kernel.ts";
 * import { equal } from "node:assert/strict";
 *
 * const kernel = await startKernel({ cwd: "." });
 * const { error } = await kernel.execute("throw new RangeError('too far')");
 * equal(error?.evalue, "too far");
 * await kernel.shutdown();
 * ```
 */
export async function startKernel(options: StartOptions): Promise<Kernel> {
  for (let attempt = 1;; attempt++) {
    try {
      return await startKernelAt(pickConnection(), options);
    } catch (error) {
      // Ports can only be picked, not handed over: another program may take one in between. Then
      // the kernel cannot listen, or whoever listens does not answer as a kernel does.
      const isPortTaken = error instanceof SyntaxError ||
        (error instanceof KernelDiedError && error.end.printed.includes("AddrInUse"));
      if (!isPortTaken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}
