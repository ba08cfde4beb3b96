/**
 * Files that a lesson links to and that travel inside its page.
 *
 * @module
 */
import { basename, extname } from "node:path";
import { DATA_TYPES, MAX_DATA_BYTES } from "@convbook/jupyter";
import { NoFileError, readLocalFile } from "./local_file.ts";

/** A file, to be downloaded. */
export interface DataFile {
  /** Its name. */
  name: string;
  /** Its content, as a URL. */
  url: string;
}

/**
 * Reads a file that a lesson links to. It must lie in the notebook's folder or below, and its name
 * and those of its folders must not begin with a dot: such files are settings, and may hold secrets.
 *
 * @param source Its path from the notebook's folder.
 * @param folder The notebook's folder.
 * @returns The file.
 * @throws {NoFileError} If it is not there, too large, or not of a kind that readers download.
 *
 * @example
 * ```ts
 * import { readDataFile } from "./data_file.ts";
 * import { equal } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/a.csv`, "1,2");
 * equal((await readDataFile("a.csv", folder)).url, "data:text/csv;base64,MSwy");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readDataFile(source: string, folder: string): Promise<DataFile> {
  const extension = extname(source).toLowerCase();
  const mime = Object.hasOwn(DATA_TYPES, extension) ? DATA_TYPES[extension] : undefined;
  if (extension === ".ipynb") {
    throw new NoFileError("expected a notebook that is exported with it but found another");
  }
  if (mime === undefined) {
    throw new NoFileError(
      `expected a file to download, such as .csv or .pdf, but found ${extension || "no extension"}`,
    );
  }
  if (source.split(/[\\/]/).some((part) => /^\.[^.]/.test(part))) {
    throw new NoFileError("expected a file that is not hidden but found one");
  }
  const bytes = await readLocalFile(source, [folder], MAX_DATA_BYTES);
  return { name: basename(source), url: `data:${mime};base64,${bytes.toBase64()}` };
}
