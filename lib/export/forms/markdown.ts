/**
 * A Markdown file for each notebook, with its pictures beside it.
 *
 * @module
 */
import { LIST_NAME, type NewFile } from "@convbook/files";
import { copyPictures } from "@convbook/jupyter";
import { makeLinkTo, type NamedNotebook } from "../lessons.ts";
import { MarkdownWriter } from "../markdown_writer.ts";
import { pageLanguage, readPageLanguage } from "../page_language.ts";
import type { Form, FormContext, FormFiles } from "./form.ts";

const EXTENSION = ".md";

/** Text, code and outputs in Markdown, for version control, wikis and static sites. */
export const MARKDOWN: Form = {
  option: { name: "markdown", help: "Markdown instead of pages, with the pictures beside it" },
  extension: EXTENSION,
  list: LIST_NAME,
  earlier: "removed",
  nameFolder: (subject) => `${subject}-markdown`,
  makeFiles,
};

async function makeFiles(
  notebooks: readonly NamedNotebook[],
  { course, signal }: FormContext,
): Promise<FormFiles> {
  const linkTo = makeLinkTo(notebooks, EXTENSION);
  const files = new Map<string, NewFile>();
  const results: string[] = [];
  for (const { name, notebook, folder } of notebooks) {
    signal?.throwIfAborted();
    const { words } = readPageLanguage(name, notebook, pageLanguage(course.language));
    const written = new MarkdownWriter(name, linkTo, words).write(notebook);
    const path = name + EXTENSION;
    // Two notebooks may show one picture.
    for (const file of await copyPictures(notebook, folder, ".")) files.set(file.path, file);
    for (const file of written.pictures) files.set(file.path, file);
    files.set(path, { path, write: written.write });
    results.push(path);
  }
  return { files: [...files.values()], results };
}
