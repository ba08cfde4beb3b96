/**
 * Runs notebooks on the Deno kernel and writes executed copies: `deno task run FILE…`.
 *
 * `--out DIR` is the folder for the copies, `site/run` if left out; `--time-limit SECONDS` is what
 * each cell may take. The notebooks themselves are not touched. Exit codes: 0 if all ran, 1 if one
 * failed, 2 if the command line is wrong or a file is missing.
 *
 * @module
 */
import { basename, join } from "node:path";
import { enterCallerFolder } from "./command_line/enter_caller_folder.ts";
import { openStandardOutput } from "./command_line/lesson_progress.ts";
import { parseOptions } from "./command_line/parse_options.ts";
import { runCommand } from "./command_line/run_command.ts";
import { UsageError } from "./command_line/usage_error.ts";
import { describeValue } from "../lib/check.ts";
import { DEFAULT_TIME_LIMIT, runNotebook } from "./notebook/run_notebook.ts";

if (import.meta.main) {
  await runCommand(async (signal) => {
    const action = "run notebooks";
    const { values, positionals } = parseOptions(action, Deno.args, ["out", "time-limit"]);
    const timeLimit = readTimeLimit(action, values["time-limit"]);
    const copies = join(enterCallerFolder(), "site", "run");
    const targets = await chooseTargets(action, positionals, values.out ?? copies);
    const output = openStandardOutput();
    for (const [file, target] of targets) {
      await runNotebook(file, { target, timeLimit, output, signal });
      output.write(`Written to ${target}\n`);
    }
  });
}

function readTimeLimit(action: string, text: string | undefined): number {
  if (text === undefined) return DEFAULT_TIME_LIMIT;
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new UsageError(
    `Cannot ${action}: expected --time-limit to be more than 0 and at most 86400 seconds but found ` +
      describeValue(text),
  );
}

/** Chooses where each executed copy goes, before any notebook runs. */
async function chooseTargets(
  action: string,
  files: string[],
  folder: string,
): Promise<Map<string, string>> {
  if (files.length === 0) {
    throw new UsageError(`Cannot ${action}: expected the names of notebooks but found none`);
  }
  const targets = new Map<string, string>();
  for (const file of files) {
    const info = await Deno.stat(file).catch(() => undefined);
    if (!info?.isFile) {
      throw new UsageError(`Cannot ${action}: expected a notebook but found none at ${file}`);
    }
    const target = join(folder, basename(file));
    if ([...targets.values()].includes(target)) {
      throw new UsageError(
        `Cannot ${action}: expected notebooks with different names but found two called ` +
          basename(file),
      );
    }
    if (await isSameFile(file, target)) {
      throw new UsageError(
        `Cannot ${action}: expected --out to be another folder than that of ${file} ` +
          `but found ${folder}`,
      );
    }
    targets.set(file, target);
  }
  return targets;
}

async function isSameFile(file: string, other: string): Promise<boolean> {
  const otherPath = await Deno.realPath(other).catch(() => undefined);
  return otherPath === await Deno.realPath(file);
}
