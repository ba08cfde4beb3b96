/**
 * What stands before a notebook's text: its title, authors and date, as Quarto, MyST and Jupytext write
 * them in the first cell, and as the notebook's metadata has them.
 *
 * @module
 */
import { isPlain } from "@convbook/check";
import type { Cell, Metadata, Notebook } from "@convbook/jupyter";

/** What a notebook says of itself before its text. */
export interface FrontMatter {
  /** Its title. */
  title?: string;
  /** Whether the title is written in the first cell. */
  isWritten: boolean;
  /** Who has written it. */
  authors: string[];
  /** When, as it is written there. */
  date?: string;
}

/** YAML between lines of hyphens, at the beginning of a cell. */
const BLOCK = /^\s*---[ \t]*\n([^]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/**
 * Reads what stands before a notebook's text.
 *
 * @param notebook The notebook.
 * @returns What the first cell says, and the metadata where it says nothing.
 *
 * @example
 * ```ts
 * import { readFrontMatter } from "./front_matter.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const source = "---\ntitle: 'A: b'\nauthor: [C, D]\n---";
 * const cell = { cell_type: "raw" as const, metadata: {}, source };
 * deepEqual(
 *   readFrontMatter({ nbformat: 4, nbformat_minor: 5, metadata: { date: "2024" }, cells: [cell] }),
 *   { title: "A: b", isWritten: true, authors: ["C", "D"], date: "2024" },
 * );
 * ```
 */
export function readFrontMatter({ metadata, cells }: Notebook): FrontMatter {
  const block = cells.length > 0 ? findBlock(cells[0]) : undefined;
  const values = block === undefined ? {} : readYaml(block);
  const read = (from: Metadata, name: string) =>
    typeof from[name] === "string" || typeof from[name] === "number"
      ? String(from[name]).trim() || undefined
      : undefined;
  const authors = [values.authors, values.author, metadata.authors, metadata.author]
    .map(readAuthors).find((names) => names.length > 0) ?? [];
  const written = read(values, "title");
  return {
    title: written ?? read(metadata, "title"),
    isWritten: written !== undefined,
    authors,
    date: read(values, "date") ?? read(metadata, "date"),
  };
}

/**
 * Takes what stands before a notebook's text out of a cell.
 *
 * @param cell The first cell of a notebook.
 * @returns The rest of its text; all of it if nothing stands before it.
 */
export function removeFrontMatter(cell: Cell): string {
  return findBlock(cell) === undefined ? cell.source : cell.source.replace(BLOCK, "");
}

/** Between lines of hyphens there may be text instead: what is meant begins with a name and a colon. */
function findBlock({ cell_type, source }: Cell): string | undefined {
  if (cell_type === "code") return undefined;
  const block = BLOCK.exec(source)?.[1];
  return block !== undefined && /^[\w-]+[ \t]*:/m.test(block) ? block : undefined;
}

/** The little of YAML that names a title, authors and a date: values, and lists of them. */
function readYaml(block: string): Metadata {
  const values: Record<string, unknown> = {};
  let name: string | undefined;
  for (const line of block.split("\n")) {
    const pair = /^([\w-]+)[ \t]*:[ \t]*(.*)$/.exec(line);
    const item = /^[ \t]*-[ \t]+(?:name[ \t]*:[ \t]*)?(.+)$/.exec(line);
    const nested = /^[ \t]+name[ \t]*:[ \t]*(.+)$/.exec(line);
    if (pair !== null) {
      name = pair[1];
      values[name] = readScalar(pair[2]);
    } else if (name !== undefined && (item ?? nested) !== null) {
      const list = Array.isArray(values[name]) ? values[name] as unknown[] : [];
      values[name] = [...list, readScalar((item ?? nested)![1])];
    } else if (name !== undefined && /^[ \t]+\S/.test(line) && typeof values[name] === "string") {
      // A value that goes over several lines; `>` and `|` say so.
      const before = String(values[name]).replace(/^[>|][-+]?$/, "");
      values[name] = `${before} ${line.trim()}`.trim();
    }
  }
  return values;
}

function readScalar(text: string): unknown {
  const value = text.replace(/[ \t]+#.*$/, "").trim();
  if (/^\[.*\]$/.test(value)) return value.slice(1, -1).split(",").map(readScalar);
  const quoted = /^(["'])(.*)\1$/.exec(value);
  if (quoted === null) return value;
  return quoted[1] === "'" ? quoted[2].replaceAll("''", "'") : quoted[2].replaceAll(/\\(.)/g, "$1");
}

/** Names, or objects that have one. */
function readAuthors(value: unknown): string[] {
  return [value].flat()
    .map((author) => isPlain(author) ? author.name : author)
    .filter((author) => typeof author === "string")
    .map((author) => author.trim())
    .filter((author) => author !== "");
}
