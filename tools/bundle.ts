/**
 * Making one script of many modules.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { describeError } from "@convbook/check";
import { runDeno } from "@convbook/jupyter";

import CONFIG from "../deno.dev.json" with { type: "json" };

const CONFIG_FILE = fileURLToPath(new URL("../deno.dev.json", import.meta.url));

/**
 * Bundles a module and what it imports with esbuild, which lowers what Node.js 20 does not read. A
 * process of its own needs no more rights here than to run Deno.
 *
 * @param entry The module's path.
 * @param args Options of esbuild's command line.
 * @param signal Stops it, with the signal's reason.
 * @returns The script.
 * @throws {Error} If esbuild finds an error.
 */
export async function bundle(
  entry: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const esbuild = [
    "run",
    "--quiet",
    "--allow-all",
    `--config=${CONFIG_FILE}`,
    CONFIG.imports.esbuild,
  ];
  const { success, stdout, stderr } = await runDeno(
    [...esbuild, "--bundle", "--target=es2022", "--log-level=error", ...args, entry],
    { signal },
  );
  if (success) return stdout;
  throw new Error(
    `Cannot bundle ${entry}: expected valid modules but found: ${describeError(new Error(stderr))}`,
  );
}
