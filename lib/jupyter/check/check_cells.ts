/**
 * Type-checking the code cells of notebooks.
 *
 * @module
 */
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describeError } from "@convbook/check";
import { runDeno } from "../run_deno.ts";
import type { Notebook } from "../nbformat/nbformat.ts";
import { readDiagnostics } from "./diagnostics.ts";
import { joinCells, type JoinedCells } from "./join_cells.ts";

/** A notebook and where it lies. */
export interface NotebookFile {
  /** The path of the file. */
  path: string;
  /** What it holds. */
  notebook: Notebook;
}

/**
 * Checks the code cells of notebooks as `deno check` checks modules, each notebook as one module:
 * with the settings and imports of the deno.json that lies nearest to it. Numbers of cells are
 * those that Jupyter shows after running all cells.
 *
 * @param files The notebooks.
 * @param signal Stops the check, with the signal's reason.
 * @returns What is wrong, as in `lesson.ipynb cell 3 line 2: Cannot find name 'x'. (TS2304)`.
 * @throws {Error} If `deno check` fails for another reason.
 *
 * @example
 * ```ts
 * import { checkCells } from "./check_cells.ts";
 * import { parseNotebook } from "../nbformat/read_notebook.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const text = `{ "nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
 *   { "cell_type": "code", "id": "a", "metadata": {}, "source": "let a: string;\\na = 1;",
 *     "execution_count": null, "outputs": [] }
 * ] }`;
 * deepEqual(await checkCells([{ path: "a.ipynb", notebook: parseNotebook(text, "a.ipynb") }]), [
 *   "a.ipynb cell 1 line 2: Type 'number' is not assignable to type 'string'. (TS2322)",
 * ]);
 * ```
 */
export async function checkCells(
  files: readonly NotebookFile[],
  signal?: AbortSignal,
): Promise<string[]> {
  const byConfig = Map.groupBy(files, ({ path }) => findConfig(dirname(resolve(path))));
  const faults: string[] = [];
  for (const [config, group] of byConfig) faults.push(...await checkGroup(config, group, signal));
  return faults;
}

/** Finds the deno.json that the kernel would find: the nearest one upwards. */
function findConfig(folder: string): string | undefined {
  for (const name of ["deno.json", "deno.jsonc"]) {
    const path = join(folder, name);
    try {
      if (Deno.statSync(path).isFile) return path;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
}

async function checkGroup(
  config: string | undefined,
  files: readonly NotebookFile[],
  signal?: AbortSignal,
): Promise<string[]> {
  // Not beside the notebooks: their folder may be read-only, and programs that look at it at the
  // same time would see the modules. The path of deno.json is given, so imports still resolve.
  const folder = await makeFolder();
  try {
    const modules = new Map<string, { path: string; lines: JoinedCells["lines"] }>();
    for (const [index, { path, notebook }] of files.entries()) {
      const modulePath = join(folder, `${index}.ts`);
      const { text, lines } = joinCells(notebook, pathToFileURL(dirname(resolve(path)) + "/"));
      await Deno.writeTextFile(modulePath, text);
      modules.set(pathToFileURL(modulePath).href, { path, lines });
    }
    const printed = await runDenoCheck(
      config,
      [...modules.keys()].map((url) => fileURLToPath(url)),
      signal,
    );
    return readDiagnostics(printed).map(({ message, url, line }) => {
      const module = modules.get(url);
      if (module === undefined) return `${describeUrl(url)} line ${line}: ${message}`;
      const origin = module.lines[line - 1];
      const place = origin === undefined ? "" : ` cell ${origin.cell} line ${origin.line}`;
      return `${module.path}${place}: ${message}`;
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function makeFolder(): Promise<string> {
  try {
    return await Deno.realPath(await Deno.makeTempDir({ prefix: "convbook-check-" }));
  } catch (cause) {
    throw new Error(
      "Cannot check the notebooks: expected a folder for temporary files but found: " +
        describeError(cause),
      { cause },
    );
  }
}

/** Returns what `deno check` prints about faults: nothing if there are none. */
async function runDenoCheck(
  config: string | undefined,
  paths: string[],
  signal?: AbortSignal,
): Promise<string> {
  const settings = config === undefined ? "--no-config" : `--config=${config}`;
  const { success, stderr } = await runDeno(["check", "--quiet", settings, ...paths], { signal });
  if (success) return "";
  if (readDiagnostics(stderr).length === 0) {
    throw new Error(
      "Cannot check the notebooks: expected types or faults but found: " +
        describeError(new Error(stderr)),
    );
  }
  return stderr;
}

function describeUrl(url: string): string {
  return url.startsWith("file:") ? relative(Deno.cwd(), fileURLToPath(url)) : url;
}
