/**
 * Writing a notebook as Markdown.
 *
 * @module
 */
import { join } from "node:path";
import { type NewFile, writeWhole } from "@convbook/files";
import {
  type Cell,
  type CodeCell,
  decodeSource,
  type MimeBundle,
  type Notebook,
  type Output,
} from "@convbook/jupyter";
import type { Words } from "@convbook/words";
import { parseHarmless, serialise } from "./dom.ts";
import { type CellView, listShownOutputs, readView } from "./cell_view.ts";
import { findMark } from "./edition_tags.ts";
import { removeFrontMatter } from "./front_matter.ts";
import { findCodeLanguage } from "./lesson.ts";
import { asText, describeError, joinStreams } from "./outputs.ts";
import { findRawFormat } from "./raw_format.ts";
import { Reason } from "./reason.ts";
import { completeSvg } from "./svg.ts";
import { plainText } from "./text_output.ts";

/** The pictures that an output may hold, the best form first. */
const PICTURES: readonly [mime: string, extension: string][] = [
  ["image/svg+xml", ".svg"],
  ["image/png", ".png"],
  ["image/jpeg", ".jpg"],
  ["image/gif", ".gif"],
  ["image/webp", ".webp"],
];

/** The longest text that stands for a picture. */
const MAX_ALT_LENGTH = 250;

/** A notebook as Markdown, to be written. */
export interface WrittenMarkdown {
  /** The text. */
  text: string;
  /** Writes the text to a path. */
  write: (path: string) => Promise<void>;
  /** The pictures of outputs and attachments, to be written to the folder of the text. */
  pictures: NewFile[];
}

/**
 * Writes one notebook. Outputs stand in their best form that Markdown can show: a picture, Markdown,
 * harmless HTML, or text.
 *
 * @example
 * ```ts
 * import { MarkdownWriter } from "./markdown_writer.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * const cells = [{ cell_type: "markdown" as const, metadata: {}, source: "See [2](b.ipynb#end)." }];
 * const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells };
 * const writer = new MarkdownWriter("a", (name) => name === "b" ? "b.md" : undefined, EN);
 * equal(writer.write(notebook).text, "See [2](b.md#end).\n");
 * ```
 */
export class MarkdownWriter {
  readonly #name: string;
  readonly #linkTo: (name: string) => string | undefined;
  readonly #words: Words;
  readonly #pictures: NewFile[] = [];

  /**
   * Begins a file.
   *
   * @param name The notebook's name, without an extension.
   * @param linkTo The address of another notebook's Markdown, or `undefined` if none is written.
   * @param words The words of its language.
   */
  constructor(name: string, linkTo: (name: string) => string | undefined, words: Words) {
    this.#name = name;
    this.#linkTo = linkTo;
    this.#words = words;
  }

  /**
   * Writes the notebook.
   *
   * @param notebook The notebook, executed or not.
   * @returns The text and its pictures.
   */
  write(notebook: Notebook): WrittenMarkdown {
    const language = findCodeLanguage(notebook);
    const parts = notebook.cells.map((cell) => this.#writeCell(cell, language));
    const text = parts.filter((part) => part !== "").join("\n\n") + "\n";
    return { text, write: (path) => writeWhole(path, text), pictures: this.#pictures };
  }

  #writeCell(cell: Cell, language: string): string {
    const view = readView(cell);
    if (view.cell === "removed") return "";
    const open = cell.cell_type === "code"
      ? this.#writeCode(cell, view, language)
      : cell.cell_type === "raw"
      ? writeRaw(cell)
      : this.#writeText(cell.source, cell.attachments);
    const mark = findMark(cell) ?? (view.cell === "folded" ? "cell" : undefined);
    // A solution that the author has folded is not folded twice.
    if (mark === undefined || open === "" || /^<details[\s>]/i.test(open)) return open;
    return fold(this.#words.pages[mark], open);
  }

  /** Links to other notebooks and to attachments, but for what stands in code. */
  #writeText(source: string, attachments: Record<string, MimeBundle> = {}): string {
    const paths = new Map<string, string>();
    return source.trim().replaceAll(
      /(`{3,}[\s\S]*?`{3,}|`[^`\n]*`)|\]\((?:\.\/)?([^)\s/?#:]+)\.ipynb(#[^)\s]*)?|attachment:([^)\s"']+)/g,
      (found, code, notebook, anchor = "", attachment) => {
        if (code !== undefined) return found;
        if (attachment !== undefined) {
          const bundle = attachments[decodeSource(attachment)];
          if (bundle === undefined) return found;
          const path = paths.get(attachment) ?? this.#addPicture(bundle);
          if (path === undefined) return found;
          paths.set(attachment, path);
          return path;
        }
        const address = this.#linkTo(decodeSource(notebook));
        return address === undefined ? found : `](${address}${anchor}`;
      },
    );
  }

  #writeCode(cell: CodeCell, view: CellView, language: string): string {
    const { pages } = this.#words;
    const code = view.input === "removed" || view.source.trim() === ""
      ? ""
      : fence(view.source, language);
    const outputs = joinStreams(listShownOutputs(cell, view))
      .map((output) => this.#writeOutput(output))
      .filter((part) => part !== "").join("\n\n");
    return [
      code !== "" && view.input === "folded" ? fold(pages.code, code) : code,
      outputs !== "" && view.output === "folded" ? fold(pages.output, outputs) : outputs,
    ].filter((part) => part !== "").join("\n\n");
  }

  #writeOutput(output: Output): string {
    switch (output.output_type) {
      case "stream":
        return fence(plainText(asText(output.text)), "text");
      case "error":
        return fence(plainText(describeError(output)), "text");
      default:
        return this.#writeBundle(output.data);
    }
  }

  #writeBundle(bundle: MimeBundle): string {
    const has = (mime: string) => Object.hasOwn(bundle, mime);
    const plain = has("text/plain") ? plainText(asText(bundle["text/plain"])) : "";
    const picture = this.#addPicture(bundle);
    if (picture !== undefined) return `![${describe(plain)}](${picture})`;
    for (const mime of ["text/markdown", "text/latex"].filter(has)) return asText(bundle[mime]);
    const html = has("text/html") ? this.#writeHtml(asText(bundle["text/html"])) : "";
    if (html !== "") return html;
    if (plain !== "") return fence(plain, "text");
    return has("application/json")
      ? fence(JSON.stringify(bundle["application/json"], null, 2), "json")
      : "";
  }

  /** Harmless HTML in one block, which an empty line would end; its pictures become files. */
  #writeHtml(html: string): string {
    const fragment = parseHarmless(html);
    if (fragment instanceof Reason) return "";
    for (const image of fragment.querySelectorAll("img")) {
      const [, mime, data] = /^data:(image\/[\w.+-]+);base64,(.+)$/.exec(image.src) ?? [];
      const path = mime && this.#addPicture({
        [mime]: mime === "image/svg+xml" ? decodeText(data) : data,
      });
      if (path) image.setAttribute("src", path);
    }
    const isEmpty = fragment.textContent?.trim() === "" && !fragment.querySelector("img");
    return isEmpty ? "" : serialise(fragment).text.trim().replaceAll(/\n\s*\n/g, "\n");
  }

  /** Adds the best picture of a bundle, and returns its address. */
  #addPicture(bundle: MimeBundle): string | undefined {
    for (const [mime, extension] of PICTURES) {
      if (!Object.hasOwn(bundle, mime)) continue;
      const content = readPicture(mime, asText(bundle[mime]));
      if (content === undefined) continue;
      const folder = `${this.#name}_files`;
      const file = `${this.#pictures.length + 1}${extension}`;
      this.#pictures.push({
        path: join(folder, file),
        write: (path) => writeWhole(path, content),
      });
      return `${encodeURIComponent(folder)}/${file}`;
    }
    return undefined;
  }
}

/** What Markdown has or takes as it is; a raw cell of another format is for other forms. */
function writeRaw(cell: Cell): string {
  if (removeFrontMatter(cell) !== cell.source) return cell.source.trim();
  const format = findRawFormat(cell);
  if (format === undefined) return fence(cell.source, "");
  return ["html", "markdown"].includes(format) ? cell.source.trim() : "";
}

function fold(label: string, content: string): string {
  return `<details><summary>${label}</summary>\n\n${content}\n\n</details>`;
}

/** A picture's bytes, or its text; `undefined` if it is not in base 64. */
function readPicture(mime: string, value: string): string | Uint8Array | undefined {
  if (mime === "image/svg+xml") return completeSvg(value);
  try {
    return Uint8Array.fromBase64(value);
  } catch {
    return undefined;
  }
}

function decodeText(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(base64));
  } catch {
    return "";
  }
}

/** A block of code, between fences that do not occur in it. */
function fence(text: string, language: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const marks = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${marks}${language}\n${text.replace(/\n+$/, "")}\n${marks}`;
}

/** What stands for a picture: one line, without what would end it. */
function describe(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll(/[[\]\\]/g, "\\$&").trim();
  return line.length <= MAX_ALT_LENGTH ? line : `${line.slice(0, MAX_ALT_LENGTH - 1)}…`;
}
