/**
 * Environment variables.
 *
 * @module
 */

/**
 * Reads an environment variable, without asking anybody for the right to do so.
 *
 * @param name The variable's name.
 * @returns Its value, or `undefined` if it is not set, is empty, or the program may not read it. A page
 * has none.
 *
 * @example
 * ```ts
 * import { readVariable } from "./read_variable.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(readVariable("CONVBOOK_NO_SUCH_VARIABLE"), undefined);
 * ```
 */
export function readVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  if (typeof Deno === "undefined") return process?.env?.[name] || undefined;
  // Asked first: reading without permission would prompt in a terminal.
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) || undefined : undefined;
}
