/**
 * Running a notebook with other numbers than it has.
 *
 * @module
 */
import { expectedOneOf } from "@convbook/check";
import { type Edit, editText } from "../syntax/edit_text.ts";
import { hasTag, type Notebook } from "../nbformat/nbformat.ts";
import type { Variable } from "../syntax/cell_syntax_plugin.ts";
import { parseCells } from "../syntax/parse_cells.ts";

/** The tag that papermill has made known. */
const PARAMETERS = "parameters";

/** A variable of a cell with the tag. */
interface Parameter {
  variable: Variable;
  /** The cell's place in the notebook. */
  index: number;
}

/**
 * Gives variables of a notebook other first values: those that its code cells with the tag
 * `parameters` declare. Unlike papermill, which adds a cell with the new values, this puts them where
 * the old ones stand: the kernel takes no second `const`, and what the cell computes of them is right.
 *
 * @param notebook The notebook. It is not changed.
 * @param values The values by the names of the variables, as text: JSON, such as `3` or `[1, 2]`. What
 * is no JSON is a string, and so is everything where the notebook's own value is a string.
 * @param name What errors call the notebook.
 * @returns A copy with the values.
 * @throws {RangeError} If the notebook does not declare such a variable.
 * @throws {SyntaxError} If a cell with the tag does not parse.
 *
 * @example
 * ```ts
 * import { fillParameters } from "./fill_parameters.ts";
 * import { parseNotebook } from "../nbformat/read_notebook.ts";
 * import { equal } from "node:assert/strict";
 *
 * const source = "const epochs = 10; // passes";
 * const cell = { cell_type: "code", id: "a", source, execution_count: null, outputs: [] };
 * const cells = [{ ...cell, metadata: { tags: ["parameters"] } }];
 * const json = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
 * const notebook = parseNotebook(JSON.stringify(json), "train.ipynb");
 * const filled = await fillParameters(notebook, { epochs: "3" }, "train");
 * equal(filled.cells[0].source, "const epochs = 3; // passes");
 * ```
 */
export async function fillParameters(
  notebook: Notebook,
  values: Readonly<Record<string, string>>,
  name: string,
): Promise<Notebook> {
  if (Object.keys(values).length === 0) return notebook;
  const parameters = await findParameters(notebook, name);
  const edits = new Map<number, Edit[]>();
  for (const [wanted, text] of Object.entries(values)) {
    const parameter = parameters.get(wanted);
    if (parameter === undefined) {
      const what = expectedOneOf("a parameter", [...parameters.keys()], wanted);
      throw new RangeError(`Cannot set parameters of ${name}: ${what}`);
    }
    const { variable, index } = parameter;
    edits.set(index, [...edits.get(index) ?? [], writeValue(variable, text)]);
  }
  const cells = notebook.cells.map((cell, index) => {
    const changes = edits.get(index);
    return changes === undefined ? cell : { ...cell, source: editText(cell.source, changes) };
  });
  return { ...notebook, cells };
}

async function findParameters(notebook: Notebook, name: string): Promise<Map<string, Parameter>> {
  const tagged = notebook.cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell }) => cell.cell_type === "code" && hasTag(cell, PARAMETERS));
  if (tagged.length === 0) {
    throw new RangeError(
      `Cannot set parameters of ${name}: expected a code cell with the tag ${PARAMETERS} ` +
        "but found none",
    );
  }
  const parsed = await parseCells(tagged.map(({ cell }) => cell.source));
  const parameters = new Map<string, Parameter>();
  parsed.forEach(({ syntax, error }, order) => {
    if (syntax === undefined) {
      throw new SyntaxError(
        `Cannot set parameters of ${name}: expected the cell with the tag ${PARAMETERS} to parse ` +
          `but found ${error?.message} (line ${error?.line}, column ${error?.column})`,
      );
    }
    for (const { name, variable } of syntax.declarations) {
      if (variable !== undefined && !parameters.has(name)) {
        parameters.set(name, { variable, index: tagged[order].index });
      }
    }
  });
  return parameters;
}

function writeValue({ end, value }: Variable, text: string): Edit {
  const code = value?.isText || !isJson(text) ? JSON.stringify(text) : text;
  if (value === undefined) return { start: end, end, text: ` = ${code}` };
  const [from, to] = value.range;
  return { start: from, end: to, text: code };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
