/**
 * Writing notebooks in the forms that they are exported in.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { replaceFiles } from "@convbook/files";
import { readNotebook } from "@convbook/jupyter";
import { EN, formatWhole } from "@convbook/words";
import type { Course } from "./document.ts";
import { type Edition, makeEdition, reportEdition } from "./edition.ts";
import type { Form } from "./forms/form.ts";
import { checkNames, type NamedNotebook } from "./lessons.ts";

/** What is written, where, and for whom. */
export interface SiteOptions {
  /** The course that the notebooks belong to. */
  course: Course;
  /** The folder to write to. */
  target: string;
  /** For whom. */
  edition: Edition;
  /** The form, such as pages to read. */
  form: Form;
  /**
   * Is told what is not in the students' edition, what is though it may not be meant to, and which
   * file is too large to hand on.
   */
  tell?: (line: string) => void;
  /** Whether what draws charts of other makers may be fetched. */
  mayFetch?: boolean;
  /** Stops the export between two files, with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Writes notebooks as a site: an index, a page for each, what they share in `assets/`, the notebooks
 * with results beside their pages and those to run in `download/`. As single files, the pages alone.
 * Nothing that is written needs the network.
 *
 * A site takes the place of an earlier one in its folder. Single files lie beside what is there. No
 * file is overwritten or removed that an export has not written: a list in the folder names those
 * that it has.
 *
 * @param files The paths of the notebooks, in the order of the lessons.
 * @param options What, where, and for whom.
 * @returns The paths of what a reader opens: the pages, without the index, then what was printed.
 * @throws {TypeError} If a file is not a notebook, or two have the same name.
 * @throws {Error} If a notebook would be overwritten by what is left of it, or another file by
 * anything.
 *
 * @example
 * ```ts
 * import { chooseForm } from "./forms/mod.ts";
 * import { writeSite } from "./write_site.ts";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(
 *   writeSite(["no_such.ipynb"], {
 *     course: { title: "Course", description: "", language: "en" },
 *     target: "site",
 *     edition: "teacher",
 *     form: chooseForm([]),
 *   }),
 *   { message: "Cannot read the notebook no_such.ipynb: expected a file but found none" },
 * );
 * ```
 */
export async function writeSite(files: readonly string[], options: SiteOptions): Promise<string[]> {
  const { course, target, edition, form, tell = () => {}, mayFetch, signal } = options;
  const names = files.map((file) => basename(file, ".ipynb"));
  checkNames(names);
  const notebooks: NamedNotebook[] = [];
  for (const [index, file] of files.entries()) {
    signal?.throwIfAborted();
    const whole = await readNotebook(file);
    if (edition === "student") reportEdition(file, whole).forEach((line) => tell(line));
    notebooks.push({
      name: names[index],
      notebook: makeEdition(whole, edition),
      folder: dirname(file),
    });
  }
  const made = await form.makeFiles(notebooks, { course, mayFetch, signal });
  await replaceFiles({
    verb: "export",
    folder: target,
    list: form.list,
    files: made.files,
    sources: files,
    earlier: form.earlier,
    signal,
  });
  const paths = made.results.map((path) => join(target, path));
  await tellOfLargeFiles(paths, form, tell);
  return paths;
}

async function tellOfLargeFiles(
  paths: readonly string[],
  { extension, maxBytes = Infinity }: Form,
  tell: (line: string) => void,
): Promise<void> {
  for (const path of paths.filter((path) => path.endsWith(extension))) {
    const { size } = await Deno.stat(path);
    if (size <= maxBytes) continue;
    tell(
      `${path} has ${formatWhole(size, EN)} bytes, more than the ${
        formatWhole(maxBytes, EN)
      } of a ` +
        "single file to hand on",
    );
  }
}
