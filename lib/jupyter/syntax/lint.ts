/**
 * What `deno lint` says about cells.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { runDeno, type RunDenoOptions } from "../run_deno.ts";
import { type Diagnostic, readDiagnostics } from "./diagnostics.ts";

/** What `deno lint` found. */
export interface LintResult {
  /** What its rules report. */
  reports: { filename: string; message: string }[];
  /** What does not parse. */
  faults: Diagnostic[];
}

/**
 * Runs `deno lint` (Deno 2.9.6). Errors after which its parser cannot go on stand in its JSON, and those
 * after which it can are warnings on stderr; neither parses in the kernel.
 *
 * @param args Its command line.
 * @param options What it reads, and what stops it.
 * @returns What it found.
 * @throws {Error} If it cannot do its work.
 *
 * @example
 * ```ts
 * import { lint } from "./lint.ts";
 * import { equal } from "node:assert/strict";
 *
 * const args = ["--no-config", "--rules-tags=", "--rules-include=no-with", "--ext=ts", "-"];
 * const { faults } = await lint(args, { stdin: "let a = ;" });
 * equal(faults[0].message, "SyntaxError: Expression expected");
 * ```
 */
export async function lint(args: string[], options: RunDenoOptions): Promise<LintResult> {
  const { stdout, stderr } = await runDeno(["lint", "--json", ...args], options);
  try {
    const { diagnostics, errors } = JSON.parse(stdout);
    const printed = errors.map(({ message }: { message: string }) => `error: ${message}\n`).join(
      "",
    );
    return { reports: diagnostics, faults: readDiagnostics(printed + stderr) };
  } catch (cause) {
    throw new Error(
      "Cannot parse cells: expected deno lint to read them but found: " +
        describeError(new Error(stderr)),
      { cause },
    );
  }
}
