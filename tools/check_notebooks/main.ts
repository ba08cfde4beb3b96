/**
 * Type-checks the code cells of notebooks: `deno task check:notebooks`. It prints a line for each
 * fault, as in `lesson.ipynb cell 3 line 2: Cannot find name 'x'. (TS2304)`.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { enterCallerFolder } from "../command_line/enter_caller_folder.ts";
import { runCommand } from "../command_line/run_command.ts";
import {
  checkCells,
  listNotebooks,
  listUntidyParts,
  type NotebookFile,
  readNotebook,
} from "@convbook/jupyter";

const COMMAND = {
  name: "check:notebooks",
  action: "check notebooks",
  purpose: "check the types of every code cell, and that lessons are clean",
  operands: "[FILE or FOLDER…]",
  details: [
    "Without files it checks the notebooks under notebooks/, which must have no outputs besides. In a " +
    "folder it checks all notebooks. It runs no cell.",
    "What the kernel takes passes: a name that another cell has declared, an object as the last line, " +
    "JSX. A cell that begins with // @ts-nocheck is not checked.",
    "Exit codes: 0 if nothing is wrong, 1 if something is, 2 if the command line is wrong.",
  ],
};

if (import.meta.main) {
  await runCommand(COMMAND, async ({ operands }, signal) => {
    if (operands.length > 0) enterCallerFolder();
    const paths = operands.length > 0
      ? (await Promise.all(operands.map(listFiles))).flat()
      : await listNotebooks("notebooks");
    const files: NotebookFile[] = [];
    const unreadable: string[] = [];
    // A notebook given twice, by itself and with its folder, is checked once.
    for (const path of new Set(paths)) {
      try {
        files.push({ path, notebook: await readNotebook(path) });
      } catch (error) {
        // The others are checked nevertheless.
        unreadable.push(describeError(error));
      }
    }
    const faults = [...unreadable, ...await checkCells(files, signal)];
    if (operands.length === 0) faults.push(...files.flatMap(listUntidyFile));
    if (faults.length > 0) {
      console.error(faults.join("\n"));
      throw new Error(
        `Cannot accept the notebooks: expected no faults but found ${faults.length}`,
      );
    }
    console.log(`Checked ${files.length} notebook${files.length === 1 ? "" : "s"}`);
  });
}

async function listFiles(path: string): Promise<string[]> {
  const isFolder = await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
  return isFolder ? await listNotebooks(path) : [path];
}

function listUntidyFile({ path, notebook }: NotebookFile): string[] {
  return listUntidyParts(notebook).map((part) => `${path} is not clean: ${part}`);
}
