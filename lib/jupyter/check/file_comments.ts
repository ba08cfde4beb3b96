/**
 * Comments at the top of a cell that TypeScript obeys only at the top of a file.
 *
 * @module
 */

/** What stands before the first word of a cell: blanks and comments. */
const LEADING = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*/;

/** How elements of JSX are made, in the kernel's words. */
interface JsxSettings {
  factory: string;
  fragment: string;
  importSource?: string;
}

/**
 * Tells whether a cell asks not to be checked, with `// @ts-nocheck` at its top.
 *
 * @param source The source of the cell.
 * @returns Whether it does.
 *
 * @example
 * ```ts
 * import { isUnchecked } from "./file_comments.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(isUnchecked("// A shortcut.\n// @ts-nocheck\nf()"), true);
 * equal(isUnchecked("f() // @ts-nocheck"), false);
 * ```
 */
export function isUnchecked(source: string): boolean {
  const comments = leadingComments(source).replaceAll(/\/\*[^]*?\*\//g, "");
  const last = [...comments.matchAll(/^\s*\/\/\/?\s*@ts-(no)?check(?=[\s:]|$)/gm)].at(-1);
  return last?.[1] === "no";
}

/**
 * Takes the force from a cell's `@ts-nocheck` and `@ts-check`, which would count for all cells.
 *
 * @param source The source of the cell.
 * @returns The source, as long as before.
 *
 * @example
 * ```ts
 * import { hideChecks } from "./file_comments.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(hideChecks("// @ts-nocheck\nf()"), "// @ts_nocheck\nf()");
 * ```
 */
export function hideChecks(source: string): string {
  const comments = leadingComments(source);
  return comments.replaceAll(/@ts-((?:no)?check)/g, "@ts_$1") + source.slice(comments.length);
}

/**
 * Writes the comment that makes TypeScript read JSX as the kernel does (Deno 2.9.6): with
 * `React.createElement`, whatever deno.json says, or with what comments at the top of cells name.
 *
 * @param sources The sources of a notebook's cells, in order.
 * @returns The comment, in one line.
 *
 * @example
 * ```ts
 * import { describeJsx } from "./file_comments.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(describeJsx(["/** @jsxImportSource npm:preact *\/"]), "/** @jsxImportSource npm:preact *\/");
 * ```
 */
export function describeJsx(sources: readonly string[]): string {
  const jsx: JsxSettings = { factory: "React.createElement", fragment: "React.Fragment" };
  for (const comment of sources.flatMap(listBlockComments)) {
    const read = (name: string) =>
      comment.match(new RegExp(`^\\/\\*[\\s*]*@${name}\\s+(\\S+)`, "i"))?.[1];
    jsx.factory = read("jsx") ?? jsx.factory;
    jsx.fragment = read("jsxFrag") ?? jsx.fragment;
    if (read("jsx") ?? read("jsxFrag")) jsx.importSource = undefined;
    jsx.importSource = read("jsxImportSource") ?? jsx.importSource;
  }
  if (jsx.importSource !== undefined) return `/** @jsxImportSource ${jsx.importSource} */`;
  return `/** @jsxRuntime classic *//** @jsx ${jsx.factory} *//** @jsxFrag ${jsx.fragment} */`;
}

function leadingComments(source: string): string {
  return source.match(LEADING)?.[0] ?? "";
}

function listBlockComments(source: string): string[] {
  return leadingComments(source).replaceAll(/^\s*\/\/.*$/gm, "").match(/\/\*[^]*?\*\//g) ?? [];
}
