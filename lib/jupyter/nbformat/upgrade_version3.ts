/**
 * Notebooks of format 3, as IPython wrote them until 2015, in format 4: by the rules of Jupyter
 * (nbformat 5, `v4/convert.py`).
 *
 * @module
 */
import { expectArray, expectObject, FormatError, joinText } from "./expect_json.ts";
import type { Metadata } from "./nbformat.ts";

/** What format 3 calls the forms of an output. */
const MIME_TYPES: Record<string, string> = {
  text: "text/plain",
  html: "text/html",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  latex: "text/latex",
  json: "application/json",
  javascript: "application/javascript",
};

/**
 * Makes the JSON of a notebook of format 3 that of one of format 4.
 *
 * What Jupyter drops is kept once: the language of the first code cell becomes that of the notebook, if
 * it names none.
 *
 * @param notebook The JSON. It is not changed.
 * @returns The JSON of format 4. What is wrong with it is found when it is read.
 * @throws {TypeError} If worksheets or cells are not what they are in format 3.
 *
 * @example
 * ```ts
 * import { upgradeVersion3 } from "./upgrade_version3.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const cells = [{ cell_type: "heading", level: 2, source: ["Two\n", "lines"] }];
 * deepEqual(upgradeVersion3({ nbformat: 3, metadata: { name: "" }, worksheets: [{ cells }] }), {
 *   nbformat: 4,
 *   nbformat_minor: 4,
 *   metadata: {},
 *   cells: [{ cell_type: "markdown", metadata: {}, source: "## Two lines" }],
 * });
 * ```
 */
export function upgradeVersion3(notebook: Metadata): Metadata {
  const { worksheets = [], ...rest } = without(notebook, ["orig_nbformat", "orig_nbformat_minor"]);
  const metadata = without(expectObject(rest.metadata, "metadata"), ["name", "signature"]);
  const cells = expectArray(worksheets, "a list of worksheets").flatMap((worksheet) =>
    expectArray(
      expectObject(worksheet, "worksheets to be objects").cells,
      "a worksheet to have a list of cells",
    )
  );
  const language = cells.map(readLanguage).find((language) => language !== undefined);
  if (!("kernelspec" in metadata || "language_info" in metadata) && language !== undefined) {
    metadata.language_info = { name: language };
  }
  return { ...rest, nbformat: 4, nbformat_minor: 4, metadata, cells: cells.map(upgradeCell) };
}

function without(object: Metadata, names: readonly string[]): Metadata {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function readLanguage(json: unknown): unknown {
  return (json as { language?: unknown } | null)?.language;
}

function upgradeCell(json: unknown, index: number): Metadata {
  const where = `cell ${index + 1} of the file`;
  const cell = { metadata: {}, ...expectObject(json, `${where} to be an object`) } as Metadata;
  switch (cell.cell_type) {
    case "code": {
      const { collapsed, input = "", prompt_number = null, outputs, ...rest } = without(cell, [
        "language",
      ]);
      const metadata = collapsed === undefined
        ? cell.metadata
        : { ...expectObject(cell.metadata, `${where} to have metadata`), collapsed };
      return {
        ...rest,
        metadata,
        source: input,
        execution_count: prompt_number,
        outputs: expectArray(outputs, `${where} to have a list of outputs`)
          .map((output) => upgradeOutput(output, where)),
      };
    }
    case "heading": {
      const { level = 1, source = "", ...rest } = cell;
      const text = joinText(source, `${where} to have a source`);
      const line = text.replace(/\r?\n$/, "").split(/\r?\n/).join(" ");
      return { ...rest, cell_type: "markdown", source: `${"#".repeat(Number(level))} ${line}` };
    }
    case "html":
      return { ...cell, cell_type: "markdown" };
    default:
      return cell;
  }
}

function upgradeOutput(json: unknown, where: string): Metadata {
  const output = expectObject(json, `the outputs of ${where} to be objects`);
  switch (output.output_type) {
    case "pyout": {
      const { prompt_number = null, ...rest } = output;
      return {
        ...moveData(rest, where),
        output_type: "execute_result",
        execution_count: prompt_number,
      };
    }
    case "display_data":
      return moveData(output, where);
    case "pyerr":
      return { ...output, output_type: "error" };
    case "stream": {
      const { stream = "stdout", ...rest } = output;
      return { ...rest, name: stream };
    }
    default:
      return output;
  }
}

/** In format 3 the forms of an output stand beside its type. */
function moveData(output: Metadata, where: string): Metadata {
  const { output_type, metadata = {}, ...forms } = output;
  const data = nameForms(forms);
  const json = data["application/json"];
  if (json !== undefined) data["application/json"] = parse(json, where);
  return {
    output_type,
    metadata: nameForms(expectObject(metadata, `an output of ${where} to have metadata`)),
    data,
  };
}

function nameForms(forms: Metadata): Metadata {
  return Object.fromEntries(
    Object.entries(forms).map(([name, value]) => [
      Object.hasOwn(MIME_TYPES, name) ? MIME_TYPES[name] : name,
      value,
    ]),
  );
}

function parse(json: unknown, where: string): unknown {
  const text = joinText(json, `JSON of ${where} to be text`);
  try {
    return JSON.parse(text);
  } catch {
    throw new FormatError(`expected JSON in an output of ${where} but found text that is none`);
  }
}
