/**
 * What tells a kernel where to listen (jupyter_client, "Making kernels for Jupyter", "Connection
 * files").
 *
 * @module
 */
import { describeError } from "@convbook/check";

/** The address at which kernel and client meet. */
export const KERNEL_HOST = "127.0.0.1";

/** What kernel and client have to agree on. */
export interface ConnectionInfo {
  /** Requests to execute cells. */
  shell_port: number;
  /** What cells show. */
  iopub_port: number;
  /** Questions to the user. */
  stdin_port: number;
  /** Requests to stop. */
  control_port: number;
  /** Signs of life. */
  hb_port: number;
  /** What messages are signed with. */
  key: string;
}

/**
 * Picks ports that are free now, and a new key. Another program may take a port before the kernel
 * does.
 *
 * @returns Five different ports and a key.
 * @throws {Error} If no ports are free, or this program may not listen at them.
 *
 * @example
 * ```ts
 * import { pickConnection } from "./connection_info.ts";
 * import { equal } from "node:assert/strict";
 *
 * const { key: _, ...ports } = pickConnection();
 * equal(new Set(Object.values(ports)).size, 5);
 * ```
 */
export function pickConnection(): ConnectionInfo {
  const listeners: Deno.TcpListener[] = [];
  try {
    // All five are held until the last one is known: so they differ.
    while (listeners.length < 5) listeners.push(Deno.listen({ hostname: KERNEL_HOST, port: 0 }));
  } catch (cause) {
    throw new Error(
      `Cannot start a kernel: expected five free ports at ${KERNEL_HOST} but found: ` +
        describeError(cause),
      { cause },
    );
  } finally {
    for (const listener of listeners) listener.close();
  }
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = listeners
    .map((listener) => listener.addr.port);
  return {
    shell_port,
    iopub_port,
    stdin_port,
    control_port,
    hb_port,
    key: crypto.randomUUID(),
  };
}

/**
 * Makes the text of a connection file. It holds the key: whoever can read it can use the kernel.
 *
 * @param connection What the kernel has to know.
 * @returns The text, which is JSON in one line.
 *
 * @example
 * ```ts
 * import { formatConnection, pickConnection } from "./connection_info.ts";
 * import { equal } from "node:assert/strict";
 *
 * const connection = pickConnection();
 * equal(JSON.parse(formatConnection(connection)).key, connection.key);
 * ```
 */
export function formatConnection(connection: ConnectionInfo): string {
  return JSON.stringify({
    transport: "tcp",
    ip: KERNEL_HOST,
    signature_scheme: "hmac-sha256",
    kernel_name: "deno",
    ...connection,
  });
}
