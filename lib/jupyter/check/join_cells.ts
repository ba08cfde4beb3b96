/**
 * A notebook's code as one module, so that TypeScript can check it.
 *
 * @module
 */
/** A line of a notebook's code. */
export interface CellLine {
  /** The number of the cell, as Jupyter shows it after running all cells. */
  cell: number;
  /** The number of the line in the cell, from 1. */
  line: number;
}

/** A cell that is to be joined to others. */
export interface NumberedText {
  /** Its number, as Jupyter shows it after running all cells. */
  number: number;
  /** Its text. */
  text: string;
}

/** A notebook's code as one module. */
export interface JoinedCells {
  /** The module. */
  text: string;
  /** Where each of its lines comes from; `undefined` for lines that are in no cell. */
  lines: (CellLine | undefined)[];
}

/**
 * Joins the code cells of a notebook to one module. Paths of imports that are relative to the
 * notebook become absolute, so that the module can lie anywhere.
 *
 * @param cells The cells.
 * @param folder The URL of the folder in which the notebook lies, with a slash at the end.
 * @returns The module, and where its lines come from.
 *
 * @example
 * ```ts
 * import { joinCells } from "./join_cells.ts";
 * import { deepEqual, equal } from "node:assert/strict";
 *
 * const { text, lines } = joinCells(
 *   [{ number: 1, text: 'import "./a.ts"' }, { number: 2, text: "1" }],
 *   new URL("file:///home/"),
 * );
 * equal(text, 'import "file:///home/a.ts"\n;\n1\n;\nexport {};\n');
 * deepEqual(lines.slice(0, 3), [{ cell: 1, line: 1 }, undefined, { cell: 2, line: 1 }]);
 * ```
 */
export function joinCells(cells: readonly NumberedText[], folder: URL): JoinedCells {
  const joined: string[] = [];
  const lines: JoinedCells["lines"] = [];
  const add = (line: string, origin?: CellLine) => {
    joined.push(line);
    lines.push(origin);
  };
  for (const { number, text } of cells) {
    resolveImports(text, folder)
      .split("\n")
      .forEach((line, index) => add(line, { cell: number, line: index + 1 }));
    // Otherwise a cell that begins with ( or [ would go on with the statement before it.
    add(";");
  }
  // Without an import or export it would be a script, where `await` is an error.
  add("export {};");
  return { text: joined.join("\n") + "\n", lines };
}

function resolveImports(source: string, folder: URL): string {
  return source.replaceAll(
    /(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}\/[^"'\n]*)\2/g,
    (_, start, quote, path) => `${start}${quote}${new URL(path, folder)}${quote}`,
  );
}
