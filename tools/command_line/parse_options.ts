/**
 * Reading a command line.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { describeValue } from "@convbook/check";
import { UsageError } from "./usage_error.ts";

/** A command line, read. */
export interface Options<Name extends string> {
  /** The value of each option that was given. */
  values: Partial<Record<Name, string>>;
  /** What is not an option, in order. */
  positionals: string[];
}

/**
 * Reads a command line whose options all have values, as in `--out site`.
 *
 * @param action What the program is about to do, as in `run notebooks`.
 * @param args The command line.
 * @param names The names of the options.
 * @returns The options and the rest.
 * @throws {UsageError} If an option is unknown or has no value.
 *
 * @example
 * ```ts
 * import { parseOptions } from "./parse_options.ts";
 * import { deepEqual, throws } from "node:assert/strict";
 *
 * deepEqual(parseOptions("run", ["a.ipynb", "--out", "site"], ["out"]), {
 *   values: { out: "site" },
 *   positionals: ["a.ipynb"],
 * });
 * throws(() => parseOptions("run", ["--ouch"], ["out"]), {
 *   message: "Cannot run: expected only the option --out but found \"--ouch\"",
 * });
 * ```
 */
export function parseOptions<Name extends string>(
  action: string,
  args: string[],
  names: readonly Name[],
): Options<Name> {
  const { tokens, positionals } = parseArgs({
    args,
    options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
    allowPositionals: true,
    // Not strict: the errors below are ours.
    strict: false,
    tokens: true,
  });
  const values: Options<Name>["values"] = {};
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const name = names.find((known) => known === token.name);
    if (name === undefined) {
      throw new UsageError(
        `Cannot ${action}: expected ${describeNames(names)} but found ${
          describeValue(token.rawName)
        }`,
      );
    }
    if (token.value === undefined || token.value === "") {
      throw new UsageError(
        `Cannot ${action}: expected a value after ${token.rawName} but found none`,
      );
    }
    values[name] = token.value;
  }
  return { values, positionals };
}

function describeNames(names: readonly string[]): string {
  if (names.length === 0) return "no options";
  const list = names.map((name) => `--${name}`).join(", ");
  return names.length === 1 ? `only the option ${list}` : `only the options ${list}`;
}
