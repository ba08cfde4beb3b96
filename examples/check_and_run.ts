/**
 * A notebook checked and run by a program, without Jupyter and without Python. Run it with
 * `deno run -A examples/check_and_run.ts NOTEBOOK COPY [NAME=VALUE…]`.
 *
 * @module
 */
import { dirname, resolve } from "node:path";
import {
  checkCells,
  executeNotebook,
  fillParameters,
  readNotebook,
  startKernel,
  writeNotebook,
} from "@convbook/jupyter";

const [path, copy, ...given] = Deno.args;
if (copy === undefined) {
  console.error("Cannot run a notebook: expected its name and that of a copy but found less");
  Deno.exit(2);
}
const notebook = await readNotebook(path);

const faults = await checkCells([{ path, notebook }]);
for (const fault of faults) console.log(fault);

// Values for the cell with the tag `parameters`.
const values = Object.fromEntries(given.map((text) => {
  const end = text.indexOf("=");
  return [text.slice(0, end), text.slice(end + 1)];
}));
const filled = await fillParameters(notebook, values, path);
const { notebook: executed, failures, seconds } = await executeNotebook(filled, {
  name: path,
  cwd: dirname(resolve(path)),
  timeLimit: 60,
  allowErrors: true,
  onCell: (number, count) => console.log(`cell ${number} of ${count}`),
});
for (const { message } of failures) console.log(message);
await writeNotebook(copy, executed);
console.log(`${faults.length} faults, ${failures.length} cells failed, ${seconds.toFixed(1)} s`);

// The kernel alone, for what is not in a notebook.
await using kernel = await startKernel({ cwd: ".", env: { NO_COLOR: "1" } });
await kernel.execute("const answer: number = 6 * 7;");
const { error } = await kernel.execute("answer", {
  onOutput: (output) => {
    if ("data" in output) console.log(output.data["text/plain"]);
  },
});
if (error !== undefined) console.log(error.evalue);
