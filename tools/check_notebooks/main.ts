/**
 * Type-checks the code cells of notebooks: `deno task check:notebooks`, for those under
 * `notebooks/`, or with the names of others.
 *
 * Prints a line for each fault, as in `lesson.ipynb cell 3 line 2: Cannot find name 'x'. (TS2304)`,
 * and for what keeps a notebook under `notebooks/` from being clean. Exit codes: 0 if there is
 * nothing to say, 1 if there is, 2 if the command line is wrong.
 *
 * @module
 */
import { parseOptions } from "../command_line/parse_options.ts";
import { runCommand } from "../command_line/run_command.ts";
import {
  checkCells,
  listNotebooks,
  listUntidyParts,
  type NotebookFile,
  readNotebook,
} from "@convbook/jupyter";

if (import.meta.main) {
  await runCommand(async (signal) => {
    const { positionals } = parseOptions("check notebooks", Deno.args, []);
    const paths = positionals.length > 0 ? positionals : await listNotebooks("notebooks");
    const files: NotebookFile[] = [];
    for (const path of paths) files.push({ path, notebook: await readNotebook(path) });
    const faults = await checkCells(files, signal);
    if (positionals.length === 0) faults.push(...files.flatMap(listUntidyFile));
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
