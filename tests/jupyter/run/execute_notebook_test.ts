import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { CellFailure } from "../../../lib/jupyter/run/cell_failure.ts";
import { executeNotebook } from "../../../lib/jupyter/run/execute_notebook.ts";
import type { CodeCell, Notebook } from "../../../lib/jupyter/nbformat/nbformat.ts";
import { isRunning, makeCell, makeFolder, makeNotebook } from "../../tools/notebooks.ts";

const run = (notebook: Notebook, timeLimit = 20) =>
  executeNotebook(notebook, { name: "test", cwd: Deno.cwd(), timeLimit });

const outputsOf = (notebook: Notebook) => notebook.cells.map((cell) => (cell as CodeCell).outputs);

Deno.test("executeNotebook() loses and misplaces nothing in 20 runs of 50 cells", async () => {
  const sources = Array.from(
    { length: 50 },
    (_, index) =>
      `console.log("log ${index}");
      await Deno.jupyter.display({ "text/html": "<b>${index}</b>" }, { raw: true });
      ${index} * 2`,
  );
  const expected = Array.from({ length: 50 }, (_, index) => [
    { output_type: "stream", name: "stdout", text: `log ${index}\n` },
    { output_type: "display_data", data: { "text/html": `<b>${index}</b>` }, metadata: {} },
    {
      output_type: "execute_result",
      data: { "text/plain": String(index * 2) },
      metadata: {},
      execution_count: index + 1,
    },
  ]);
  const notebook = makeNotebook(...sources);
  for (let repeat = 0; repeat < 20; repeat++) {
    const executed = await run(notebook);
    deepEqual(outputsOf(executed.notebook), expected);
    equal(executed.cellCount, 50);
  }
});

Deno.test("executeNotebook() keeps cells and metadata, and changes nothing in its input", async () => {
  const notebook = makeNotebook("1");
  notebook.metadata.title = "Kept";
  notebook.cells.unshift({ cell_type: "markdown", id: "m", metadata: {}, source: "# Title" });
  notebook.cells.push({ ...makeCell("2"), id: "t", metadata: { tags: ["solution"] } });
  const copy = structuredClone(notebook);
  const { notebook: executed } = await run(notebook);
  deepEqual(notebook, copy);
  deepEqual(executed.cells[0], copy.cells[0]);
  deepEqual(executed.cells[2], {
    ...copy.cells[2],
    execution_count: 2,
    outputs: [{
      output_type: "execute_result",
      data: { "text/plain": "2" },
      metadata: {},
      execution_count: 2,
    }],
  });
  equal(executed.metadata.title, "Kept");
  deepEqual(executed.metadata.kernelspec, copy.metadata.kernelspec);
  equal((executed.metadata.language_info as { name: string }).name, "typescript");
});

Deno.test("executeNotebook() removes earlier outputs and passes over blank cells", async () => {
  const notebook = makeNotebook("", "1;", " \n");
  for (const cell of notebook.cells as CodeCell[]) {
    cell.execution_count = 9;
    cell.outputs = [{ output_type: "stream", name: "stdout", text: "old" }];
  }
  const { notebook: { cells }, cellCount } = await run(notebook);
  equal(cellCount, 1);
  deepEqual(cells.map((cell) => (cell as CodeCell).execution_count), [null, 1, null]);
  deepEqual((cells[0] as CodeCell).outputs, []);
});

Deno.test("executeNotebook() makes a notebook of format 4.4 one of format 4.5", async () => {
  const notebook = makeNotebook("1;", "2;");
  notebook.nbformat_minor = 4;
  notebook.cells[0].id = "cell-2";
  delete notebook.cells[1].id;
  const { notebook: executed } = await run(notebook);
  equal(executed.nbformat_minor, 5);
  deepEqual(executed.cells.map((cell) => cell.id), ["cell-2", "cell-2-1"]);
});

Deno.test("executeNotebook() puts an update into the cell of its display", async () => {
  const { notebook } = await run(makeNotebook(
    `const show = (text, more) =>
      Deno.jupyter.display({ "text/plain": text }, { raw: true, display_id: "live", ...more });
    await show("0 %")`,
    `await show("50 %", { update: true }); console.log("half")`,
    `await show("100 %", { update: true })`,
  ));
  deepEqual(outputsOf(notebook), [
    [{ output_type: "display_data", data: { "text/plain": "100 %" }, metadata: {} }],
    [{ output_type: "stream", name: "stdout", text: "half\n" }],
    [],
  ]);
});

Deno.test("executeNotebook() tells which cell comes", async () => {
  const told: [number, number][] = [];
  await executeNotebook(makeNotebook("1;", "", "2;"), {
    name: "test",
    cwd: Deno.cwd(),
    timeLimit: 20,
    onCell: (number, count) => told.push([number, count]),
  });
  deepEqual(told, [[1, 2], [2, 2]]);
});

Deno.test("executeNotebook() stops at the first cell that fails, and ends its kernel", async () => {
  await using folder = await makeFolder();
  const first = "Deno.writeTextFileSync('pid', String(Deno.pid));";
  const cases: [string, string][] = [
    [
      "throw new TypeError('no');",
      "expected cell 2 to succeed but found TypeError: no\n\n  1 | throw new TypeError('no');",
    ],
    [
      "const a = (;",
      "expected cell 2 to succeed but found SyntaxError: Expression expected " +
      "(line 1, column 12)\n\n  1 | const a = (;",
    ],
    [
      "import x from 'npm:no-such-package-of-convbook@1.0.0';",
      'expected cell 2 to succeed but found Error: Cannot load "npm:no-such-package-of-convbook@1.0.0": ' +
      "npm package 'no-such-package-of-convbook' does not exist." +
      "\n\n  1 | import x from 'npm:no-such-package-of-convbook@1.0.0';",
    ],
    [
      "throw new Error('Cannot train', { cause: new TypeError('shape [28] is not [28, 28]') });",
      "expected cell 2 to succeed but found Error: Cannot train\n\n  1 | throw new Error('Cannot train', " +
      "{ cause: new TypeError('shape [28] is not [28, 28]') });" +
      "\n\nCaused by TypeError: shape [28] is not [28, 28]",
    ],
    [
      "Deno.exit(3);",
      "expected the kernel to finish cell 2 but found that it ended with exit code 3\n\n" +
      "  1 | Deno.exit(3);",
    ],
    [
      "while (true) {}",
      "expected cell 2 to take at most 2 s but found it still running\n\n  1 | while (true) {}",
    ],
  ];
  for (const [source, message] of cases) {
    const notebook = makeNotebook(first, source, "Deno.writeTextFileSync('third', '')");
    await rejects(
      executeNotebook(notebook, { name: "03_bad", cwd: folder.path, timeLimit: 2 }),
      (error) => {
        ok(error instanceof CellFailure);
        equal(error.message, `Cannot run 03_bad: ${message}`);
        equal(error.cell.number, 2);
        return true;
      },
    );
    equal(isRunning(Number(await Deno.readTextFile(`${folder.path}/pid`))), false);
  }
  await rejects(Deno.stat(`${folder.path}/third`), Deno.errors.NotFound);
});

/** A notebook whose cells have tags. */
function makeTagged(...cells: [source: string, tag?: string][]): Notebook {
  const notebook = makeNotebook(...cells.map(([source]) => source));
  cells.forEach(([, tag], index) => {
    if (tag !== undefined) notebook.cells[index].metadata = { tags: ["other", tag] };
  });
  return notebook;
}

const printed = (text: string) => [{ output_type: "stream", name: "stdout", text }];

Deno.test("executeNotebook() lets a cell throw that has the tag raises-exception", async () => {
  const tag = "raises-exception";
  const { notebook, failures, cellCount } = await run(makeTagged(
    ["throw new RangeError('on purpose', { cause: new Error('why') });", tag],
    ["const a = ;", tag],
    ["throw { code: 5 };", tag],
    ["console.log('no error')", tag],
    ["console.log('after')"],
  ));
  deepEqual(failures, []);
  equal(cellCount, 5);
  const [thrown, unparsed, value, ...rest] = outputsOf(notebook);
  deepEqual(thrown.length, 1);
  ok(thrown[0].output_type === "error");
  deepEqual([thrown[0].ename, thrown[0].evalue], ["RangeError", "on purpose"]);
  // Positions are those of the JavaScript that the kernel made.
  deepEqual(thrown[0].traceback.map((line) => line.replace(/<.*/, "…")), [
    "RangeError: on purpose",
    "    at …",
    "Caused by Error: why",
    "    at …",
  ]);
  deepEqual(unparsed, [{
    output_type: "error",
    ename: "SyntaxError",
    evalue: "Expression expected (line 1, column 11)",
    traceback: [],
  }]);
  deepEqual(value, [{ output_type: "error", ename: "", evalue: "{ code: 5 }", traceback: [] }]);
  deepEqual(rest, [printed("no error\n"), printed("after\n")]);
  deepEqual(notebook.cells.map((cell) => (cell as CodeCell).execution_count), [1, 2, 3, 4, 5]);
});

Deno.test("executeNotebook() does not take raises-exception for a time limit or a dead kernel", async () => {
  for (const source of ["while (true) {}", "Deno.exit(3)"]) {
    await rejects(run(makeTagged([source, "raises-exception"]), 2), CellFailure);
  }
});

Deno.test("executeNotebook() does not run a cell with the tag skip-execution, and keeps its outputs", async () => {
  const tagged = makeTagged(
    ["console.log('one')"],
    ["throw new Error('not run')", "skip-execution"],
    ["console.log('two')"],
  );
  const kept = { execution_count: 7, outputs: printed("of an hour ago\n") };
  Object.assign(tagged.cells[1], kept);
  const { notebook: { cells }, cellCount } = await run(tagged);
  equal(cellCount, 2);
  deepEqual(cells[1], { ...tagged.cells[1], ...kept });
  deepEqual((cells[2] as CodeCell).outputs, printed("two\n"));
});

Deno.test("executeNotebook() goes on after errors with allowErrors, and names them", async () => {
  const notebook = makeTagged(
    ["throw new Error('first')"],
    ["throw new Error('expected')", "raises-exception"],
    ["let a = ;"],
    ["console.log('last')"],
  );
  const options = { name: "test", cwd: Deno.cwd(), timeLimit: 20 };
  const { notebook: executed, failures } = await executeNotebook(notebook, {
    ...options,
    allowErrors: true,
  });
  deepEqual(failures.map(({ cell: { number, reason } }) => [number, reason]), [
    [1, (executed.cells[0] as CodeCell).outputs[0]],
    [3, (executed.cells[2] as CodeCell).outputs[0]],
  ]);
  deepEqual(outputsOf(executed)[3], printed("last\n"));
  await rejects(executeNotebook(notebook, options), CellFailure);
});

Deno.test("executeNotebook() refuses a notebook for another kernel", async () => {
  const kernelspec = { name: "python3", display_name: "Python 3", language: "python" };
  await rejects(run({ ...makeNotebook("import numpy as np"), metadata: { kernelspec } }), {
    name: "TypeError",
    message: "Cannot run test: expected a notebook for the Deno kernel but found one for python " +
      '(its kernel is "python3")',
  });
});

Deno.test("executeNotebook() stops when its signal says so", async () => {
  const controller = new AbortController();
  const reason = new Error("stop");
  await rejects(
    executeNotebook(makeNotebook("1;", "while (true) {}"), {
      name: "test",
      cwd: Deno.cwd(),
      timeLimit: 20,
      signal: controller.signal,
      onCell: (number) => number === 2 && setTimeout(() => controller.abort(reason), 50),
    }),
    reason,
  );
});
