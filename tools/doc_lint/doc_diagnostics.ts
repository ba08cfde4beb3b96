/**
 * What `deno doc --lint` says, and which of it concerns us.
 *
 * @module
 */

/** A line of source that a diagnostic shows. */
export interface ShownLine {
  /** Its number, from 1. */
  number: number;
  /** Its text. */
  text: string;
}

/** One fault in the documentation. */
export interface DocDiagnostic {
  /** Its kind, such as `missing-jsdoc`. */
  code: string;
  /** All that is said about it. */
  text: string;
  /** The line that declares the type it is about, if it is about one. */
  declaration?: ShownLine;
}

/**
 * Reads the diagnostics in what `deno doc --lint` (Deno 2.9.6) prints without colours. Each begins
 * with a line such as `error[missing-jsdoc]: …`.
 *
 * @param printed What it prints.
 * @returns The diagnostics, in order.
 *
 * @example
 * ```ts
 * import { readDocDiagnostics } from "./doc_diagnostics.ts";
 * import { equal } from "node:assert/strict";
 *
 * const [diagnostic] = readDocDiagnostics(
 *   "error[missing-jsdoc]: exported symbol is missing JSDoc documentation\n --> /a.ts:2:17\n",
 * );
 * equal(diagnostic.code, "missing-jsdoc");
 * ```
 */
export function readDocDiagnostics(printed: string): DocDiagnostic[] {
  // The last block is the sum, as in "error: Found 2 documentation lint errors."
  return printed.split(/^(?=error)/m).flatMap((block) => {
    const code = block.match(/^error\[([\w-]+)\]: /)?.[1];
    if (code === undefined) return [];
    return [{ code, text: block.trimEnd(), declaration: readDeclaration(block) }];
  });
}

/** A second excerpt, after the hint, shows the declaration, but not its file. */
function readDeclaration(block: string): ShownLine | undefined {
  const hint = block.indexOf("= hint:");
  if (hint === -1) return undefined;
  const [, number, text] = block.slice(hint).match(/^\s*(\d+) \| (.*)$/m) ?? [];
  return number === undefined ? undefined : { number: Number(number), text };
}

/**
 * Drops what nobody here can change: references to types that are declared in npm packages.
 *
 * @param diagnostics The diagnostics.
 * @param ownModules The source of each module of ours.
 * @returns All other diagnostics.
 *
 * @example
 * ```ts
 * import { dropNpmReferences } from "./doc_diagnostics.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const own = { code: "private-type-ref", text: "A", declaration: { number: 1, text: "type A" } };
 * const npm = { code: "private-type-ref", text: "B", declaration: { number: 9, text: "type B" } };
 * deepEqual(dropNpmReferences([own, npm], ["type A\nfunction f(){}"]), [own]);
 * ```
 */
export function dropNpmReferences(
  diagnostics: readonly DocDiagnostic[],
  ownModules: readonly string[],
): DocDiagnostic[] {
  const modules = ownModules.map((source) => source.split("\n"));
  return diagnostics.filter(({ code, declaration }) => {
    if (code !== "private-type-ref" || declaration === undefined) return true;
    // Only a type of ours stands on this line of a module of ours.
    return modules.some((lines) => lines[declaration.number - 1] === declaration.text);
  });
}

/**
 * Drops members that say all about themselves: the name of an error's class, and what tells an object
 * from others of its union, as in `output_type: "stream"`.
 *
 * @param diagnostics The diagnostics.
 * @returns All other diagnostics.
 *
 * @example
 * ```ts
 * import { dropSelfEvident } from "./doc_diagnostics.ts";
 * import { equal } from "node:assert/strict";
 *
 * const text = 'error[missing-jsdoc]: …\n  |\n9 |   output_type: "stream";';
 * equal(dropSelfEvident([{ code: "missing-jsdoc", text }]).length, 0);
 * ```
 */
export function dropSelfEvident(diagnostics: readonly DocDiagnostic[]): DocDiagnostic[] {
  return diagnostics.filter(({ code, text }) =>
    code !== "missing-jsdoc" ||
    !/^\s*\d+ \| +(?:override readonly name = "|(?:output|cell)_type: ")/m.test(text)
  );
}
