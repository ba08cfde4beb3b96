/**
 * Runs notebooks on the Deno kernel and writes executed copies: `deno task run FILE…`.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { describeValue } from "@convbook/check";
import { enterCallerFolder } from "../command_line/enter_caller_folder.ts";
import {
  copyPictures,
  DEFAULT_TIME_LIMIT,
  expectDenoNotebook,
  fillParameters,
  openStandardOutput,
  readNotebook,
  runNotebook,
  writeNotebook,
} from "@convbook/jupyter";
import { RUN_FOLDER, SITE_FOLDER } from "@convbook/export/layout";
import { runCommand } from "../command_line/run_command.ts";
import { UsageError } from "../command_line/usage_error.ts";
import { checkPlaces, LIST_NAME, type NewFile, replaceFiles, type Target } from "@convbook/files";

const ACTION = "run notebooks";

const COMMAND = {
  name: "run",
  action: ACTION,
  purpose: "run notebooks on the Deno kernel and write executed copies",
  operands: "FILE…",
  options: {
    "allow-errors": { help: "go on after a cell that throws; its error is its output" },
    set: {
      value: "NAME=VALUE",
      isRepeated: true,
      help:
        "the value of a variable in the cell with the tag parameters; can be given several times",
    },
    out: { value: "DIR", help: "the folder for the copies; site/run if left out" },
    "time-limit": {
      value: "SECONDS",
      help: `the longest time that a cell may take; ${DEFAULT_TIME_LIMIT} if left out`,
    },
  },
  details: [
    "A copy is written when its notebook has run to its end, with the files that it shows and the " +
    "small ones that it links to. It takes the place of the copy of an earlier run: a list in the folder says what those wrote. Other " +
    "files there are not touched, nor are the notebooks.",
    "A cell with the tag raises-exception may throw, one with the tag skip-execution is not run and " +
    "keeps its outputs.",
    "A value after --set is JSON, such as 3, true or [1, 2]; what is no JSON is text, and so is all where " +
    "the cell has text. The copy shows the value.",
    "Exit codes: 0 if all ran, 1 if one failed, 2 if the command line is wrong or a file is missing.",
  ],
} as const;

if (import.meta.main) {
  await runCommand(COMMAND, async ({ options, operands }, signal) => {
    const timeLimit = readTimeLimit(options["time-limit"]);
    const parameters = readParameters(options.set ?? []);
    const copies = join(enterCallerFolder(), SITE_FOLDER, RUN_FOLDER);
    const folder = options.out ?? copies;
    await checkFiles(operands, folder);
    const target: Target = { verb: "write", folder, list: LIST_NAME };
    const pictures = new Map<string, NewFile[]>();
    for (const file of operands) {
      const notebook = await readNotebook(file);
      const name = basename(file, ".ipynb");
      // An hour may pass before it runs, or before anything is written.
      expectDenoNotebook(notebook, name);
      await fillParameters(notebook, parameters, name);
      const copied = await copyPictures(notebook, dirname(file), ".");
      await checkPlaces(target, [{ path: basename(file) }, ...copied]);
      pictures.set(file, copied);
    }
    const output = openStandardOutput();
    for (const [file, copied] of pictures) {
      const { notebook, failures } = await runNotebook(file, {
        timeLimit,
        allowErrors: options["allow-errors"],
        parameters,
        output,
        signal,
      });
      const copy: NewFile = {
        path: basename(file),
        write: (path) => writeNotebook(path, notebook),
      };
      const files = new Map(copied.map((file) => [file.path, file]));
      // Outputs name more, also files that the cells have written.
      for (const more of await copyPictures(notebook, dirname(file), ".")) {
        files.set(more.path, more);
      }
      files.set(copy.path, copy);
      await replaceFiles({ ...target, files: [...files.values()], earlier: "kept", signal });
      for (const { message } of failures) output.write(`${message}\n`);
      output.write(`Written to ${join(folder, basename(file))}\n`);
    }
  });
}

function readParameters(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text) => {
    const [, name, value] = text.match(/^([^=]+)=(.*)$/s) ?? [];
    if (name !== undefined) return [name, value];
    throw new UsageError(
      `Cannot ${ACTION}: expected --set to be NAME=VALUE but found ${describeValue(text)}`,
    );
  }));
}

function readTimeLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_TIME_LIMIT;
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new UsageError(
    `Cannot ${ACTION}: expected --time-limit to be more than 0 and at most 86400 seconds but found ` +
      describeValue(text),
  );
}

/** Checks before any notebook runs that each is there and its copy has a place of its own. */
async function checkFiles(files: string[], folder: string): Promise<void> {
  if (files.length === 0) {
    throw new UsageError(`Cannot ${ACTION}: expected the names of notebooks but found none`);
  }
  const names = files.map((file) => basename(file));
  for (const [index, file] of files.entries()) {
    const info = await Deno.stat(file).catch(() => undefined);
    if (!info?.isFile) {
      throw new UsageError(`Cannot ${ACTION}: expected a notebook but found none at ${file}`);
    }
    if (names.indexOf(names[index]) !== index) {
      throw new UsageError(
        `Cannot ${ACTION}: expected notebooks with different names but found two called ` +
          names[index],
      );
    }
    if (await isSameFile(file, join(folder, names[index]))) {
      throw new UsageError(
        `Cannot ${ACTION}: expected --out to be another folder than that of ${file} ` +
          `but found ${folder}`,
      );
    }
  }
}

async function isSameFile(file: string, other: string): Promise<boolean> {
  const otherPath = await Deno.realPath(other).catch(() => undefined);
  return otherPath === await Deno.realPath(file);
}
