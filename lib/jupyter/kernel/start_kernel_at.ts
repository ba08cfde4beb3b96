/**
 * One attempt at starting a Deno Jupyter kernel.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { type ConnectionInfo, KERNEL_HOST } from "./connection_info.ts";
import { Channel } from "./channel.ts";
import { Kernel, type KernelChannels } from "./kernel.ts";
import { KernelDiedError } from "./kernel_errors.ts";
import { KernelProcess, type ProcessOptions } from "./kernel_process.ts";
import { MESSAGE_START } from "./messages.ts";
import { ZmtpSocket } from "./zmtp_socket.ts";

/** How long a kernel may take to start, in milliseconds. It takes less than a second. */
const START_MS = 60_000;

/** How long a kernel that has closed a socket may take to end, in milliseconds. */
const DYING_MS = 2000;

/** How long to wait before asking again whether the kernel listens, in milliseconds. */
const CONNECT_PAUSE_MS = 10;

/** How a kernel is started. */
export interface StartOptions extends ProcessOptions {
  /** Ends the kernel, with the signal's reason: at the start and later. */
  signal?: AbortSignal;
}

/**
 * Starts a kernel that listens at given ports.
 *
 * @param connection The ports and the key.
 * @param options The folder it runs in, its environment, and what ends it.
 * @returns The kernel, to be shut down or disposed by the caller.
 * @throws {KernelDiedError} If it ends before it can be used, as it does when a port is taken.
 * @throws {SyntaxError} If something else listens at a port.
 * @throws {Error} If the folder does not exist, or the kernel cannot be reached within a minute.
 *
 * @example
 * ```ts
 * import { pickConnection } from "./connection_info.ts";
 * import { startKernelAt } from "./start_kernel_at.ts";
 * import { equal } from "node:assert/strict";
 *
 * const kernel = await startKernelAt(pickConnection(), { cwd: "." });
 * equal((await kernel.execute("1 + 1")).executionCount, 1);
 * await kernel.shutdown();
 * ```
 */
export async function startKernelAt(
  connection: ConnectionInfo,
  { cwd, env, signal }: StartOptions,
): Promise<Kernel> {
  signal?.throwIfAborted();
  const starting = new AbortController();
  const abort = () => starting.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const timer = setTimeout(() => starting.abort(describeSilence()), START_MS);
  try {
    const process = await KernelProcess.start(connection, { cwd, env });
    process.ended.then((end) => starting.abort(new KernelDiedError(end)));
    try {
      const channels = await openChannels(connection, starting.signal);
      const kernel = await Kernel.connect(process, channels, starting.signal);
      const abortKernel = () => kernel.abort(signal?.reason);
      signal?.addEventListener("abort", abortKernel, { once: true });
      process.ended.then(() => signal?.removeEventListener("abort", abortKernel));
      return kernel;
    } catch (error) {
      // The sockets of a dying process close before its end is known: then the end is the reason.
      if (!starting.signal.aborted) await waitUntilAborted(starting.signal, DYING_MS);
      const reason = starting.signal.aborted ? starting.signal.reason : error;
      process.kill();
      await process.ended;
      throw reason;
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

function waitUntilAborted(signal: AbortSignal, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

/** Opens all the channels; if that fails, none. */
async function openChannels(
  { shell_port, control_port, iopub_port, key }: ConnectionInfo,
  signal: AbortSignal,
): Promise<KernelChannels> {
  const session = crypto.randomUUID();
  const open = async (port: number, type: "DEALER" | "SUB", messageStart?: Uint8Array) => {
    const connection = await connect(port, signal);
    const socket = await ZmtpSocket.open(connection, type, { signal, messageStart });
    return new Channel(socket, { key, session });
  };
  const opening = [
    open(shell_port, "DEALER"),
    open(control_port, "DEALER"),
    open(iopub_port, "SUB", MESSAGE_START),
  ];
  try {
    const [shell, control, iopub] = await Promise.all(opening);
    return { shell, control, iopub };
  } catch (error) {
    const reason = signal.aborted ? signal.reason : error;
    for (const result of await Promise.allSettled(opening)) {
      if (result.status === "fulfilled") result.value.close();
    }
    throw reason;
  }
}

/** Connects as soon as the kernel listens. It does not say when it does, so trying has to tell. */
async function connect(port: number, signal: AbortSignal): Promise<Deno.TcpConn> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const connection = await Deno.connect({ hostname: KERNEL_HOST, port });
      connection.setNoDelay();
      return connection;
    } catch (cause) {
      if (!(cause instanceof Deno.errors.ConnectionRefused)) {
        throw new Error(
          `Cannot start a kernel: expected to reach it at ${KERNEL_HOST} but found: ` +
            describeError(cause),
          { cause },
        );
      }
    }
    await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE_MS));
  }
}

function describeSilence(): Error {
  return new Error(
    `Cannot start a kernel: expected it to answer within ${START_MS / 1000} s ` +
      "but found it silent",
  );
}
