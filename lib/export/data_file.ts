/**
 * Files that a lesson links to and that travel inside its page.
 *
 * @module
 */
import { basename, extname } from "node:path";
import { NoFileError, readLocalFile } from "./local_file.ts";

/** What all files of one page may have together is bounded by this for each. */
const MAX_BYTES = 1_000_000;

/** The kinds of files that readers download: data, texts, programs. Nothing else leaves the disk. */
const TYPES: Record<string, string> = {
  ".csv": "text/csv",
  ".geojson": "application/geo+json",
  ".ipynb": "application/x-ipynb+json",
  ".js": "text/javascript",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".md": "text/markdown",
  ".ndjson": "application/x-ndjson",
  ".npy": "application/octet-stream",
  ".npz": "application/zip",
  ".parquet": "application/vnd.apache.parquet",
  ".arrow": "application/vnd.apache.arrow.file",
  ".pdf": "application/pdf",
  ".py": "text/x-python",
  ".toml": "application/toml",
  ".ts": "text/typescript",
  ".tsv": "text/tab-separated-values",
  ".txt": "text/plain",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".xml": "application/xml",
  ".yaml": "application/yaml",
  ".yml": "application/yaml",
  ".zip": "application/zip",
};

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
  const mime = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
  if (mime === undefined) {
    throw new NoFileError(
      `expected a file with data or text (${Object.keys(TYPES).join(", ")}) but found ` +
        (extension || "no extension"),
    );
  }
  if (source.split(/[\\/]/).some((part) => /^\.[^.]/.test(part))) {
    throw new NoFileError("expected a file that is not hidden but found one");
  }
  const bytes = await readLocalFile(source, [folder], MAX_BYTES);
  return { name: basename(source), url: `data:${mime};base64,${bytes.toBase64()}` };
}
