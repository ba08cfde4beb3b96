/**
 * Reading notebook files.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import type { MimeBundle } from "../displayable.ts";
import {
  describeFound,
  expectArray,
  expectObject,
  FormatError,
  isLines,
  joinText,
} from "./expect_json.ts";
import type { Cell, CodeCell, Metadata, Notebook, Output } from "./nbformat.ts";
import { upgradeNotebook } from "./upgrade_notebook.ts";
import { upgradeVersion3 } from "./upgrade_version3.ts";

/** Jupyter gives up there too: nbformat 5.11, on Python 3.11, between 490 and 500. */
const MAX_DEPTH = 500;

/**
 * Reads a notebook file. One of format 3, which IPython wrote until 2015, becomes one of format 4.5 by
 * Jupyter's rules.
 *
 * @param path The path of the file.
 * @returns The notebook.
 * @throws {SyntaxError} If the file does not hold JSON in UTF-8.
 * @throws {TypeError} If the JSON is not a notebook of format 4 or 3.
 * @throws {Error} If the file cannot be read.
 *
 * @example
 * ```ts
 * import { readNotebook } from "./read_notebook.ts";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(readNotebook("no_such.ipynb"), {
 *   message: "Cannot read the notebook no_such.ipynb: expected a file but found none",
 * });
 * ```
 */
export async function readNotebook(path: string): Promise<Notebook> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(path);
  } catch (cause) {
    const found = cause instanceof Deno.errors.NotFound
      ? "none"
      : `one that cannot be read (${describeError(cause)})`;
    throw new Error(`Cannot read the notebook ${path}: expected a file but found ${found}`, {
      cause,
    });
  }
  return parseNotebook(decode(bytes, path), path);
}

/** Takes a byte order mark off too. */
function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SyntaxError(
      `Cannot read the notebook ${path}: expected UTF-8 but found other bytes`,
      {
        cause,
      },
    );
  }
}

/**
 * Reads a notebook from the text of its file, as `readNotebook` does.
 *
 * @param text The text, which is JSON.
 * @param name What errors call the notebook.
 * @returns The notebook.
 * @throws {SyntaxError} If the text is not JSON.
 * @throws {TypeError} If the JSON is not a notebook of format 4 or 3.
 *
 * @example
 * ```ts
 * import { parseNotebook } from "./read_notebook.ts";
 * import { equal, throws } from "node:assert/strict";
 *
 * const text = `{ "nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
 *   { "cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# One\\n", "two"] }
 * ] }`;
 * equal(parseNotebook(text, "x.ipynb").cells[0].source, "# One\ntwo");
 * throws(() => parseNotebook(`{ "nbformat": 5 }`, "x.ipynb"), {
 *   message: "Cannot read the notebook x.ipynb: expected nbformat 4 or 3 but found 5",
 * });
 * ```
 */
export function parseNotebook(text: string, name: string): Notebook {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(
      `Cannot read the notebook ${name}: expected JSON but found text that is none (${
        describeError(cause)
      })`,
      { cause },
    );
  }
  try {
    return readJson(json, name);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TypeError(`Cannot read the notebook ${name}: ${error.message}`);
  }
}

function readJson(json: unknown, name: string): Notebook {
  if (isTooDeep(json)) {
    throw new FormatError(`expected values nested at most ${MAX_DEPTH} deep but found deeper ones`);
  }
  const notebook = expectObject(json, "an object");
  const { nbformat } = notebook;
  if (nbformat === 3) return upgradeNotebook(readVersion4(upgradeVersion3(notebook)));
  if (nbformat === 4) return readVersion4(notebook);
  // Jupyter alone knows what those looked like.
  const advice = nbformat === 1 || nbformat === 2
    ? `; convert it: jupyter nbconvert --to notebook --inplace ${JSON.stringify(name)}`
    : "";
  throw new FormatError(`expected nbformat 4 or 3 but found ${describeFound(nbformat)}${advice}`);
}

function readVersion4(notebook: Metadata): Notebook {
  const cells = expectArray(notebook.cells, "a list of cells").map(readCell);
  return {
    ...notebook,
    nbformat: 4,
    nbformat_minor: readMinor(notebook.nbformat_minor),
    metadata: expectObject(notebook.metadata, "metadata"),
    cells,
  };
}

/** Level by level: a function that calls itself would fill the stack, as writing the JSON does. */
function isTooDeep(json: unknown): boolean {
  const isNested = (value: unknown) => typeof value === "object" && value !== null;
  let level = [json].filter(isNested);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) => Object.values(value as object).filter(isNested));
  }
  return false;
}

/** Jupyter takes a notebook that names no minor version for one of format 4.0. */
function readMinor(json: unknown): number {
  if (json === undefined) return 0;
  if (typeof json === "number" && Number.isInteger(json) && json >= 0) return json;
  throw new FormatError(
    `expected nbformat_minor to be a whole number but found ${describeFound(json)}`,
  );
}

function readCell(json: unknown, index: number): Cell {
  const where = `cell ${index + 1} of the file`;
  const cell = expectObject(json, `${where} to be an object`);
  const rest = {
    ...cell,
    metadata: expectObject(cell.metadata, `${where} to have metadata`),
    source: joinText(cell.source, `${where} to have a source`),
  };
  switch (cell.cell_type) {
    case "code":
      return {
        ...rest,
        cell_type: "code",
        execution_count: (cell.execution_count ?? null) as CodeCell["execution_count"],
        outputs: expectArray(cell.outputs, `${where} to have a list of outputs`)
          .map((output) => readOutput(output, where)),
      };
    case "markdown":
    case "raw":
      return { ...rest, ...readAttachments(cell.attachments, where), cell_type: cell.cell_type };
    default:
      throw new FormatError(
        `expected ${where} to be code, markdown or raw but found ${describeFound(cell.cell_type)}`,
      );
  }
}

function readAttachments(
  json: unknown,
  where: string,
): { attachments?: Record<string, MimeBundle> } {
  if (json === undefined) return {};
  const attachments = expectObject(json, `${where} to have attachments`);
  return {
    attachments: Object.fromEntries(
      Object.entries(attachments).map(([name, bundle]) => [
        name,
        joinBundle(expectObject(bundle, `an attachment of ${where} to be an object`)),
      ]),
    ),
  };
}

function readOutput(json: unknown, where: string): Output {
  const output = expectObject(json, `the outputs of ${where} to be objects`);
  // What the format asks for and some programs leave out is filled in.
  switch (output.output_type) {
    case "stream":
      return {
        name: "stdout",
        ...output,
        text: joinText(output.text, `a stream of ${where} to have text`),
      } as Output;
    case "display_data":
    case "execute_result": {
      const data = expectObject(output.data, `an output of ${where} to have data`);
      const count = output.output_type === "execute_result" ? { execution_count: null } : {};
      return { metadata: {}, ...count, ...output, data: joinBundle(data) } as Output;
    }
    case "error":
      return { ename: "", evalue: "", traceback: [], ...output } as unknown as Output;
    default:
      throw new FormatError(
        `expected an output type that ${where} can have but found ${
          describeFound(output.output_type)
        }`,
      );
  }
}

function joinBundle(bundle: Metadata): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, value]) => {
      const isJson = mime === "application/json" || mime.endsWith("+json");
      return [mime, !isJson && isLines(value) ? value.join("") : value];
    }),
  );
}
