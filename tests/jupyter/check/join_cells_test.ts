import { deepEqual, equal } from "node:assert/strict";
import { joinCells } from "../../../lib/jupyter/check/join_cells.ts";

const FOLDER = new URL("file:///home/notes/");

Deno.test("joinCells() knows cell and line of each line", () => {
  const { text, lines } = joinCells(
    [{ number: 1, text: "a;\nb;" }, { number: 2, text: "c;" }],
    FOLDER,
  );
  equal(text, "a;\nb;\n;\nc;\n;\nexport {};\n");
  deepEqual(lines, [
    { cell: 1, line: 1 },
    { cell: 1, line: 2 },
    undefined,
    { cell: 2, line: 1 },
    undefined,
    undefined,
  ]);
});

Deno.test("joinCells() resolves relative imports from the notebook's folder", () => {
  const { text } = joinCells(
    [{
      number: 1,
      text: `import a, { b } from "./a.ts";\nimport '../b.ts';\nexport * from"../../c/d.ts";\n` +
        `await import("./e.ts"); import c from "convbook"; const path = "./f.ts";`,
    }],
    FOLDER,
  );
  equal(
    text.split("\n;")[0],
    `import a, { b } from "file:///home/notes/a.ts";\nimport 'file:///home/b.ts';\n` +
      `export * from"file:///c/d.ts";\nawait import("file:///home/notes/e.ts"); ` +
      `import c from "convbook"; const path = "./f.ts";`,
  );
});
