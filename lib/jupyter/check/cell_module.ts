/**
 * A notebook as a module that TypeScript can check.
 *
 * @module
 */
import { explainImport } from "../kernel/import_error.ts";
import type { CellSyntax } from "../syntax/cell_syntax_plugin.ts";
import type { Diagnostic } from "../syntax/diagnostics.ts";
import type { ParsedCell } from "../syntax/parse_cells.ts";
import { type Edit, editText } from "../syntax/edit_text.ts";
import type { Fault } from "./fault.ts";
import { describeJsx, hideChecks, isUnchecked } from "./file_comments.ts";
import { joinCells } from "./join_cells.ts";
import { restoreNames, separateVersions } from "./name_versions.ts";

/** A cell of a notebook. */
export interface ReadCell {
  /** Its number. */
  number: number;
  /** Its source. */
  source: string;
  /** What the parser says of it. */
  parsed: ParsedCell;
}

/** A fault of a notebook that is known. */
export type NotebookFault = Omit<Fault, "path">;

/** A notebook as a module. */
export interface CellModule {
  /** The text of the module. */
  text: string;
  /** Whether it is in TSX. */
  hasJsx: boolean;
  /** What is wrong with the cells before their types are looked at. */
  faults: NotebookFault[];
  /**
   * Finds the place of what TypeScript says about the module.
   *
   * @param diagnostic What it says.
   * @returns What is wrong with the notebook; `undefined` if the kernel does not mind.
   */
  locate(diagnostic: Diagnostic): NotebookFault | undefined;
  /**
   * Finds the cell that imports what cannot be had.
   *
   * @param message What Deno says about it.
   * @returns The message, and the cell if there is one.
   */
  locateImport(message: string): NotebookFault;
}

/** What TypeScript minds and the kernel does not: elements of JSX without types. */
const NOT_IN_KERNEL = "TS7026";

/** What it says of a name that it does not find. */
const NOT_FOUND = new Set(["TS2304", "TS2503", "TS2552", "TS2874", "TS18004"]);

/**
 * Makes a module of a notebook's cells. One that does not parse is left out, and what it may declare
 * is not missed.
 *
 * @param cells The cells.
 * @param folder The URL of the notebook's folder, with a slash at the end.
 * @returns The module.
 *
 * @example
 * ```ts
 * import { makeModule } from "./cell_module.ts";
 * import { parseCells } from "../syntax/parse_cells.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const [parsed] = await parseCells(["let a ="]);
 * const { faults } = makeModule([{ number: 1, source: "let a =", parsed }], new URL("file:///"));
 * deepEqual(faults, [{ cell: 1, line: 1, message: "SyntaxError: Expression expected" }]);
 * ```
 */
export function makeModule(cells: readonly ReadCell[], folder: URL): CellModule {
  const faults: NotebookFault[] = [];
  const good: (ReadCell & { syntax: CellSyntax })[] = [];
  const lost = new Set<string>();
  for (const cell of cells) {
    const { number, source, parsed: { syntax, error } } = cell;
    if (syntax !== undefined) good.push({ ...cell, syntax });
    else {
      faults.push({ cell: number, line: error?.line, message: error?.message ?? "does not parse" });
      for (const name of source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []) {
        lost.add(name);
      }
    }
  }
  const hasJsx = good.some(({ parsed }) => parsed.hasJsx);
  const versions = separateVersions(good);
  const texts = good.map(({ number, parsed: { text }, syntax }, index) => {
    const { edits, refused } = versions[index];
    const message = "SyntaxError: Cannot use 'import.meta' outside a module";
    const metas = syntax.importMetas.map((start) => ({ start, message }));
    for (const { start, message } of [...refused, ...metas]) {
      faults.push({ cell: number, line: text.slice(0, start).split("\n").length, message });
    }
    return {
      number,
      text: hideChecks(
        editText(text, [...edits, ...syntax.exports, ...(hasJsx ? toTsx(syntax) : [])]),
      ),
    };
  });
  const { text, lines } = joinCells(texts, folder);
  const header = hasJsx ? `${describeJsx(good.map(({ source }) => source))}\n` : "";
  const unchecked = new Set(
    good.filter(({ source }) => isUnchecked(source)).map(({ number }) => number),
  );
  return {
    text: header + text,
    hasJsx,
    faults,
    locate({ line, message }) {
      const { cell, line: cellLine } = lines[line - 1 - (hasJsx ? 1 : 0)] ?? {};
      const code = message.match(/\((TS\d+)\)$/)?.[1] ?? "";
      const missing = NOT_FOUND.has(code) ? message.match(/'([^']+)'/)?.[1] : undefined;
      const isKnown = code === NOT_IN_KERNEL || (missing !== undefined && lost.has(missing));
      if (isKnown || (cell !== undefined && unchecked.has(cell))) return undefined;
      return { cell, line: cellLine, message: restoreNames(message) };
    },
    locateImport(message) {
      const quoted = Array.from(message.matchAll(/['"]([^'"]+)['"]/g), ([, text]) => text);
      const cell = good.find(({ source }) => quoted.some((text) => source.includes(text)));
      const code = good.map(({ source }) => source).join("\n");
      return { cell: cell?.number, message: explainImport(message, code) };
    },
  };
}

/** What TypeScript takes in a module without JSX alone, in words that it takes with JSX too. */
function toTsx({ assertions, typeParameterEnds }: CellSyntax): Edit[] {
  return [
    ...assertions.map(({ range: [start, end], type, value }): Edit => ({
      start,
      end,
      text: (render) => `(${render(value)} as ${render(type)})`,
    })),
    ...typeParameterEnds.map((end) => ({ start: end, end, text: "," })),
  ];
}
