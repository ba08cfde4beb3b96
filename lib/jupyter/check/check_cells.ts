/**
 * Type-checking the code cells of notebooks.
 *
 * @module
 */
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describeError } from "@convbook/check";
import { type DenoResult, runDeno } from "../run_deno.ts";
import { type Notebook, numberCodeCells } from "../nbformat/nbformat.ts";
import { findOtherKernel } from "../nbformat/notebook_language.ts";
import { type Diagnostic, readDiagnostics } from "../syntax/diagnostics.ts";
import { parseCells } from "../syntax/parse_cells.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../syntax/temporary_folder.ts";
import { type CellModule, makeModule } from "./cell_module.ts";
import { type Fault, formatFault } from "./fault.ts";

/** A notebook and where it lies. */
export interface NotebookFile {
  /** The path of the file. */
  path: string;
  /** What it holds. */
  notebook: Notebook;
}

/** A notebook as a module. */
interface NotebookModule extends CellModule {
  path: string;
}

/**
 * Checks the code cells of notebooks as `deno check` checks modules, each notebook as one module:
 * with the settings and imports of the deno.json that lies nearest to it. Numbers of cells are
 * those that Jupyter shows after running all cells.
 *
 * What the kernel takes passes: a name that another cell has declared, in the same way; an object as
 * the last line; JSX; `// @ts-nocheck`, for its own cell. A cell that does not parse is named, and the
 * others are checked without it. A notebook for another kernel is refused.
 *
 * @param files The notebooks.
 * @param signal Stops the check, with the signal's reason.
 * @returns What is wrong, as in `lesson.ipynb cell 3 line 2: Cannot find name 'x'. (TS2304)`: in the
 * order of the notebooks and their cells, then what is wrong in modules that they import.
 * @throws {Error} If Deno's tools cannot be run.
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
  const faults: Fault[] = [];
  const modules: NotebookModule[] = [];
  const ours = files.filter(({ path, notebook }) => {
    const other = findOtherKernel(notebook);
    if (other === undefined) return true;
    faults.push({
      path,
      message:
        `Cannot check it: expected a notebook for the Deno kernel but found one for ${other}`,
    });
    return false;
  }).map(({ path, notebook }) => ({ path, cells: numberCodeCells(notebook) }));
  const sources = ours.flatMap(({ cells }) => cells.map(({ cell }) => cell.source));
  const parsed = (await parseCells(sources, signal)).values();
  for (const { path, cells } of ours) {
    const read = cells.map(({ number, cell }) => ({
      number,
      source: cell.source,
      parsed: parsed.next().value!,
    }));
    const module = makeModule(read, pathToFileURL(dirname(resolve(path)) + "/"));
    faults.push(...module.faults.map((fault) => ({ ...fault, path })));
    modules.push({ ...module, path });
  }
  const byConfig = Map.groupBy(modules, ({ path }) => findConfig(dirname(resolve(path))));
  for (const [config, group] of byConfig) faults.push(...await checkGroup(config, group, signal));
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const rank = ({ path }: Fault) => order.get(path) ?? files.length;
  return faults.toSorted((a, b) =>
    rank(a) - rank(b) || (a.cell ?? 0) - (b.cell ?? 0) || (a.line ?? 0) - (b.line ?? 0)
  ).map(formatFault);
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
  group: readonly NotebookModule[],
  signal?: AbortSignal,
): Promise<Fault[]> {
  // Not beside the notebooks: their folder may be read-only, and programs that look at it at the
  // same time would see the modules. The path of deno.json is given, so imports still resolve.
  await using folder = await makeTemporaryFolder("check the notebooks");
  const modules = new Map<string, NotebookModule>();
  for (const [index, module] of group.entries()) {
    const path = join(folder.path, `${index}.${module.hasJsx ? "tsx" : "ts"}`);
    await Deno.writeTextFile(path, module.text);
    modules.set(pathToFileURL(path).href, module);
  }
  const { diagnostics, hidden } = await checkModules(config, [...modules.keys()], folder, signal);
  if (hidden !== undefined && group.length > 1) {
    const middle = Math.ceil(group.length / 2);
    return [
      ...await checkGroup(config, group.slice(0, middle), signal),
      ...await checkGroup(config, group.slice(middle), signal),
    ];
  }
  const faults = diagnostics.flatMap((diagnostic): Fault[] => {
    const module = modules.get(diagnostic.url);
    if (module === undefined) {
      const { url, line, message } = diagnostic;
      return [{ path: describeUrl(url), line, message }];
    }
    const fault = module.locate(diagnostic);
    return fault === undefined ? [] : [{ ...fault, path: module.path }];
  });
  if (hidden !== undefined && diagnostics.length === 0) {
    faults.push({ ...group[0].locateImport(hidden), path: group[0].path });
  }
  return faults;
}

/** What `deno check` says about modules. */
interface CheckResult {
  diagnostics: Diagnostic[];
  /** What kept it from looking at the types. */
  hidden?: string;
}

/**
 * Checks modules. What they import and cannot be loaded, such as a package that does not exist, hides
 * all that TypeScript would say: so an empty module takes its place, and the check begins again.
 */
async function checkModules(
  config: string | undefined,
  urls: readonly string[],
  folder: TemporaryFolder,
  signal?: AbortSignal,
): Promise<CheckResult> {
  const empty = join(folder.path, "empty.ts");
  await Deno.writeTextFile(empty, "export {};\n");
  const unloaded = new Map<string, Diagnostic>();
  const placeOf = ({ url, line }: Diagnostic) => `${url}:${line}`;
  for (;;) {
    const { success, stderr } = await runDenoCheck(config, urls, signal);
    const found = success ? [] : readDiagnostics(stderr);
    const news = found.filter(({ message }) => !/\(TS\d+\)$/.test(message));
    if (success || (found.length > 0 && news.length === 0)) {
      // What a module exports that cannot be loaded is not known, so nothing is said of it.
      const known = found.filter((one) =>
        !unloaded.has(placeOf(one)) && !one.message.includes(pathToFileURL(empty).href)
      );
      return { diagnostics: [...unloaded.values(), ...known] };
    }
    const ours = news.filter((one) => urls.includes(one.url) && !unloaded.has(placeOf(one)));
    if (ours.length === 0) {
      const [, reason] = stderr.match(/^error: (.*)$/m) ?? [];
      const hidden = describeError(new Error(reason ?? stderr));
      return { diagnostics: [...unloaded.values(), ...news], hidden };
    }
    for (const one of ours) {
      // The first line says it; the others say how the network failed.
      unloaded.set(placeOf(one), { ...one, message: one.message.split("\n")[0] });
      await replaceImport(one, pathToFileURL(empty).href);
    }
  }
}

/** Puts another module in the place of one that cannot be loaded. */
async function replaceImport({ url, line, column }: Diagnostic, name: string): Promise<void> {
  const path = fileURLToPath(url);
  const lines = (await Deno.readTextFile(path)).split("\n");
  const [before, after] = [lines[line - 1].slice(0, column - 1), lines[line - 1].slice(column - 1)];
  lines[line - 1] = before + after.replace(/^(["']).*?\1/, JSON.stringify(name));
  await Deno.writeTextFile(path, lines.join("\n"));
}

function runDenoCheck(
  config: string | undefined,
  urls: readonly string[],
  signal?: AbortSignal,
): Promise<DenoResult> {
  const settings = config === undefined ? "--no-config" : `--config=${config}`;
  const paths = urls.map((url) => fileURLToPath(url));
  return runDeno(["check", "--quiet", settings, ...paths], { signal });
}

function describeUrl(url: string): string {
  return url.startsWith("file:") ? relative(Deno.cwd(), fileURLToPath(url)) : url;
}
