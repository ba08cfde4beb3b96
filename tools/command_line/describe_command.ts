/**
 * What `--help` prints.
 *
 * @module
 */
import type { Command } from "./command.ts";

/** The longest line of a help text. */
const MAX_COLUMNS = 100;

/**
 * Describes a program for `--help`.
 *
 * @param command The program.
 * @returns Lines of at most 100 characters, where words allow it.
 *
 * @example
 * ```ts
 * import { describeCommand } from "./describe_command.ts";
 * import { equal } from "node:assert/strict";
 *
 * const purpose = "run notebooks";
 * equal(
 *   describeCommand({ name: "run", action: "run", purpose, operands: "FILE…" }),
 *   "deno task run [OPTIONS] FILE…: run notebooks\n\n  -h, --help  show this text",
 * );
 * ```
 */
export function describeCommand(
  { name, purpose, operands, options = {}, details = [] }: Command,
): string {
  const rows = [
    ...Object.entries(options).map(([option, { value, help }]) => [
      value === undefined ? `--${option}` : `--${option} ${value}`,
      help,
    ]),
    ["-h, --help", "show this text"],
  ];
  const width = Math.max(...rows.map(([option]) => option.length)) + 2;
  return [
    `deno task ${name} [OPTIONS]${operands === undefined ? "" : ` ${operands}`}: ${purpose}`,
    rows.map(([option, help]) => wrap(help, `  ${option.padEnd(width)}`)).join("\n"),
    ...details.map((paragraph) => wrap(paragraph, "")),
  ].join("\n\n");
}

/** Breaks a text into lines; those after the first begin below the text of the first. */
function wrap(text: string, start: string): string {
  const lines: string[] = [];
  let line = start;
  let isFirst = true;
  for (const word of text.split(" ")) {
    if (!isFirst && line.length + 1 + word.length > MAX_COLUMNS) {
      lines.push(line);
      line = " ".repeat(start.length) + word;
    } else {
      line += isFirst ? word : ` ${word}`;
    }
    isFirst = false;
  }
  return [...lines, line].join("\n");
}
