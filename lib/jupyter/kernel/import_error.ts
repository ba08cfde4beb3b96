/**
 * Why a cell cannot import a module.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { ErrorOutput } from "../nbformat/nbformat.ts";

/**
 * Lists what a cell imports, without files: those lie where only the cell can find them.
 *
 * @param code The source of a cell, in TypeScript.
 * @returns The names of packages and the URLs.
 *
 * @example
 * ```ts
 * import { listImports } from "./import_error.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const code = `import a from "npm:a@1";\nimport "./b.ts";\nconst c = await import('c');`;
 * deepEqual(listImports(code), ["npm:a@1", "c"]);
 * ```
 */
export function listImports(code: string): string[] {
  const found = code.matchAll(/\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g);
  return Array.from(found, ([, , name]) => name).filter((name) => !/^[./]/.test(name));
}

/**
 * Says what to do where Deno says that the lock file is out of date: its advice, `deno install`, does
 * not help with what a cell imports.
 *
 * @param error What the cell threw.
 * @param code The source of the cell.
 * @returns An error that says what to do; any other error as it is.
 *
 * @example
 * ```ts
 * import { explainImportError } from "./import_error.ts";
 * import { equal } from "node:assert/strict";
 *
 * const error = { output_type: "error", ename: "TypeError", traceback: [] as string[] } as const;
 * const thrown = { ...error, evalue: "The lockfile is out of date. Run" };
 * equal(
 *   explainImportError(thrown, 'import "npm:a@1"').evalue,
 *   'deno.lock is frozen and does not list all of ["npm:a@1"]; ' +
 *     "add packages with deno add --frozen=false",
 * );
 * ```
 */
export function explainImportError(error: ErrorOutput, code: string): ErrorOutput {
  if (!error.evalue.includes("The lockfile is out of date")) return error;
  return {
    output_type: "error",
    ename: "Error",
    evalue: `deno.lock is frozen and does not list all of ${describeValue(listImports(code))}; ` +
      "add packages with deno add --frozen=false",
    traceback: [],
  };
}
