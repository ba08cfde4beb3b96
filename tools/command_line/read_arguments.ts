/**
 * Reading a command line.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { describeValue, expectedOneOf } from "@convbook/check";
import type { Arguments, Command, Options } from "./command.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads a command line.
 *
 * @param command What the program can be asked for.
 * @param args The command line.
 * @returns What was given; `"help"` if `--help` or `-h` stands anywhere before `--`.
 * @throws {UsageError} If an option is unknown, lacks its value or has one too many, or something
 * stands there that is not an option where the program takes nothing else.
 *
 * @example
 * ```ts
 * import { readArguments } from "./read_arguments.ts";
 * import { deepEqual, throws } from "node:assert/strict";
 *
 * const command = {
 *   name: "run",
 *   action: "run notebooks",
 *   purpose: "run notebooks",
 *   operands: "FILE…",
 *   options: { out: { value: "DIR", help: "the folder" } },
 * };
 * deepEqual(readArguments(command, ["a.ipynb", "--out", "site"]), {
 *   options: { out: "site" },
 *   operands: ["a.ipynb"],
 * });
 * throws(() => readArguments(command, ["--ot"]), {
 *   message: 'Cannot run notebooks: expected an option of --out, --help but found "--ot" ' +
 *     "(did you mean --out?)",
 * });
 * ```
 */
export function readArguments<Known extends Options>(
  { action, operands, options }: Command<Known>,
  args: string[],
): Arguments<Known> | "help" {
  const known: Options = options ?? {};
  const { tokens, positionals } = parseArgs({
    args,
    options: {
      help: { type: "boolean", short: "h" },
      ...Object.fromEntries(
        Object.entries(known).map(([name, { value }]) => [
          name,
          { type: value === undefined ? "boolean" as const : "string" as const },
        ]),
      ),
    },
    allowPositionals: true,
    // Not strict: the errors below are ours.
    strict: false,
    tokens: true,
  });
  const given: Record<string, string | string[] | true> = {};
  const refuse = (what: string) => new UsageError(`Cannot ${action}: ${what}`);
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (token.name === "help" && token.value === undefined) return "help";
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (option === undefined) {
      const names = [...Object.keys(known), "help"].map((name) => `--${name}`);
      throw refuse(expectedOneOf("an option", names, token.rawName));
    }
    if (option.value !== undefined && (token.value === undefined || token.value === "")) {
      throw refuse(`expected a value after ${token.rawName} but found none`);
    }
    if (option.value === undefined && token.value !== undefined) {
      throw refuse(
        `expected no value after ${token.rawName} but found ${describeValue(token.value)}`,
      );
    }
    const value = token.value ?? true;
    const earlier = given[token.name] ?? [];
    given[token.name] = option.isRepeated ? [...earlier as string[], value as string] : value;
  }
  if (operands === undefined && positionals.length > 0) {
    throw refuse(`expected options alone but found ${describeValue(positionals[0])}`);
  }
  return { options: given as Arguments<Known>["options"], operands: positionals };
}
