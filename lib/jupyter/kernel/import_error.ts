/**
 * Why a cell cannot import a module.
 *
 * @module
 */
import { describeValue } from "@convbook/check";

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
 * @param message What Deno says.
 * @param code The source of the cell, or of all cells.
 * @returns What to do; any other message as it is.
 *
 * @example
 * ```ts
 * import { explainImport } from "./import_error.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   explainImport("The lockfile is out of date. Run", 'import "npm:a@1"'),
 *   'deno.lock is frozen and does not list all of ["npm:a@1"]; ' +
 *     "add packages with deno add --frozen=false",
 * );
 * ```
 */
export function explainImport(message: string, code: string): string {
  if (!message.includes("The lockfile is out of date")) return message;
  return `deno.lock is frozen and does not list all of ${describeValue(listImports(code))}; ` +
    "add packages with deno add --frozen=false";
}
