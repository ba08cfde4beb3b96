/**
 * What is wrong with a cell that does not parse.
 *
 * @module
 */
import type { ErrorOutput } from "../nbformat/nbformat.ts";
import { lint } from "./lint.ts";

/** Syntax is looked at alone, but `deno lint` wants a rule. */
const SYNTAX_ALONE = ["--no-config", "--rules-tags=", "--rules-include=no-with"];

/**
 * Finds the syntax error in a cell. The kernel says only "Execution failed" (Deno 2.9.6), so this
 * asks Deno's parser, which names the place.
 *
 * @param code The source of a cell, in TypeScript.
 * @returns The error, or `undefined` if the parser sees none.
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
  const [withJsx, without] = await Promise.all(
    ["tsx", "ts"].map((extension) =>
      lint([...SYNTAX_ALONE, `--ext=${extension}`, "-"], { stdin: code })
    ),
  );
  if (without.faults.length === 0 || withJsx.faults.length === 0) return undefined;
  const { message, line, column } = withJsx.faults[0];
  return {
    output_type: "error",
    ename: "SyntaxError",
    evalue: `${message.replace(/^SyntaxError: /, "")} (line ${line}, column ${column})`,
    traceback: [],
  };
}
