/**
 * Type-checks the code cells of notebooks: `deno task check:notebooks`. It prints a line for each
 * fault, as in `lesson.ipynb cell 3 line 2: Cannot find name 'x'. (TS2304)`.
 *
 * @module
 */
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
  operands: "[FILE…]",
  details: [
    "Without files it checks the notebooks under notebooks/, which must have no outputs besides. It " +
    "runs no cell.",
    "Exit codes: 0 if nothing is wrong, 1 if something is, 2 if the command line is wrong.",
  ],
};

if (import.meta.main) {
  await runCommand(COMMAND, async ({ operands }, signal) => {
    const paths = operands.length > 0 ? operands : await listNotebooks("notebooks");
    const files: NotebookFile[] = [];
    for (const path of paths) files.push({ path, notebook: await readNotebook(path) });
    const faults = await checkCells(files, signal);
    if (operands.length === 0) faults.push(...files.flatMap(listUntidyFile));
    if (faults.length > 0) {
      console.error(faults.join("\n"));
      throw new Error(
        `Cannot accept the notebooks: expected no faults but found ${faults.length}`,
      );
    }
    console.log(`Checked ${paths.length} notebook${paths.length === 1 ? "" : "s"}`);
  });
}

function listUntidyFile({ path, notebook }: NotebookFile): string[] {
  return listUntidyParts(notebook).map((part) => `${path} is not clean: ${part}`);
}
