/**
 * What is wrong with a cell that does not parse.
 *
 * @module
 */
import { runDeno } from "../run_deno.ts";
import type { ErrorOutput } from "../nbformat/nbformat.ts";

/**
 * Finds the syntax error in a cell. The kernel says only "Execution failed" (Deno 2.9.6), so this
 * asks Deno's formatter, which names the place.
 *
 * @param code The source of a cell, in TypeScript.
 * @returns The error, or `undefined` if the formatter sees none.
 *
 * @example
 * ```ts
 * import { findSyntaxError } from "./syntax_error.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal((await findSyntaxError("let x = (;"))?.evalue, "Expression expected (line 1, column 10)");
 * equal(await findSyntaxError("await 1"), undefined);
 * ```
 */
export async function findSyntaxError(code: string): Promise<ErrorOutput | undefined> {
  const { success, stderr } = await runDeno(["fmt", "--no-config", "--ext=ts", "-"], {
    stdin: code,
  });
  if (success) return undefined;
  const [, what] = stderr.match(/^error: (?:SyntaxError: )?(.+)$/m) ?? [];
  const [, line, column] = stderr.match(/:(\d+):(\d+)$/m) ?? [];
  if (what === undefined || line === undefined) return undefined;
  return {
    output_type: "error",
    ename: "SyntaxError",
    evalue: `${what} (line ${line}, column ${column})`,
    traceback: [],
  };
}
