/**
 * The file that tells a kernel where to listen (jupyter_client, "Making kernels for Jupyter",
 * "Connection files").
 *
 * @module
 */

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
 *
 * @example
 * ```ts
 * import { pickConnection } from "./connection_file.ts";
 * import { equal } from "node:assert/strict";
 *
 * const { key: _, ...ports } = pickConnection();
 * equal(new Set(Object.values(ports)).size, 5);
 * ```
 */
export function pickConnection(): ConnectionInfo {
  // All five are held until the last one is known: so they differ.
  const listeners = Array.from(
    { length: 5 },
    () => Deno.listen({ hostname: KERNEL_HOST, port: 0 }),
  );
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = listeners
    .map((listener) => listener.addr.port);
  for (const listener of listeners) listener.close();
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
 * Writes a connection file that only its owner can read: it holds the key.
 *
 * @param connection What the kernel has to know.
 * @returns The path of the file, to be removed by the caller.
 *
 * @example
 * ```ts
 * import { pickConnection, writeConnectionFile } from "./connection_file.ts";
 * import { equal } from "node:assert/strict";
 *
 * const connection = pickConnection();
 * const path = writeConnectionFile(connection);
 * equal(JSON.parse(Deno.readTextFileSync(path)).key, connection.key);
 * Deno.removeSync(path);
 * ```
 */
export function writeConnectionFile(connection: ConnectionInfo): string {
  // Temporary files are made with mode 0600.
  const path = Deno.makeTempFileSync({ prefix: "convbook-kernel-", suffix: ".json" });
  const file = {
    transport: "tcp",
    ip: KERNEL_HOST,
    signature_scheme: "hmac-sha256",
    kernel_name: "deno",
    ...connection,
  };
  Deno.writeTextFileSync(path, JSON.stringify(file));
  return path;
}
