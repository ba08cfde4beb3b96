/**
 * What Deno's tools say about a module.
 *
 * @module
 */

/** One fault in a module. */
export interface Diagnostic {
  /** What is wrong, with TypeScript's number if it has one. */
  message: string;
  /** The URL of the module. */
  url: string;
  /** The number of the line, from 1. */
  line: number;
  /** The number of the column, from 1. */
  column: number;
}

/**
 * Reads the diagnostics in what `deno check` and `deno lint` (Deno 2.9.6) print without colours. A
 * diagnostic is a block of lines: the message, the source, and the place, as in `    at file:///a.ts:3:14`.
 *
 * @param text What it prints.
 * @returns The diagnostics, in order.
 *
 * @example
 * ```ts
 * import { readDiagnostics } from "./diagnostics.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(
 *   readDiagnostics(
 *     "TS2304 [ERROR]: Cannot find name 'a'.\na\n^\n    at file:///a.ts:3:14\n\nFound 1 error.\n",
 *   ),
 *   [{ message: "Cannot find name 'a'. (TS2304)", url: "file:///a.ts", line: 3, column: 14 }],
 * );
 * ```
 */
export function readDiagnostics(text: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  let block: string[] = [];
  for (const line of text.split("\n")) {
    if (/^(TS\d+ \[ERROR\]|error|warn): /.test(line)) block = [];
    const [, url, number, column] = line.match(/^ {4}at (\S+):(\d+):(\d+)$/) ?? [];
    if (url === undefined) {
      block.push(line);
    } else if (block.length > 0) {
      diagnostics.push({
        message: readMessage(block),
        url,
        line: Number(number),
        column: Number(column),
      });
      block = [];
    }
  }
  return diagnostics;
}

/** The message is what stands before the source, which the parser shows in another way. */
function readMessage(block: string[]): string {
  const marker = block.findIndex((line) => /^\s*[~^]+\s*$/.test(line));
  const lines = (marker === -1 ? block : block.slice(0, marker - 1))
    .filter((line) => line !== "" && !/^\s*\d* \|/.test(line));
  const [, code, first] = lines[0].match(/^(?:(TS\d+) \[ERROR\]|error|warn): (.*)$/) ?? [];
  const message = [first, ...lines.slice(1)].join("\n");
  return code === undefined ? message : `${message} (${code})`;
}
