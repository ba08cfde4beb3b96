/**
 * How authors mark cells that are not for students: in tags of any usual spelling, and in what other
 * programs use instead.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { Cell } from "@convbook/jupyter";

/** What a marked cell is: its name in the words of a page. */
export type Mark = "solution" | "forTeachers";

/** What a marked cell is, by the word in its mark. */
const WORDS: Record<string, Mark> = {
  solution: "solution",
  instructor: "forTeachers",
  teacher: "forTeachers",
};

/** Words that a mark may be meant to have. An answer can be the student's own. */
const MEANT = [...Object.keys(WORDS), "answer"];

/** What other programs go by in the text of a cell: nbgrader, Jupyter Book and Quarto. */
const IN_TEXT = /\bBEGIN SOLUTION\b|\{solution(?:-start)?\}|\{\.solution\b/i;

/**
 * Tells as what a cell is marked that is not for students. Recognised are `solution`, `instructor`
 * and `teacher` as a tag, in capitals or not, in the plural, as in `hide-solution` or
 * `instructor-only`; in a list, or a text with commas; and as a key that is true, as in nbgrader's
 * `nbgrader.solution`.
 *
 * @param cell A cell.
 * @returns What it is, or `undefined` if the cell is for everybody.
 *
 * @example
 * ```ts
 * import { findMark } from "./edition_tags.ts";
 * import { equal } from "node:assert/strict";
 *
 * const cell = { cell_type: "markdown", source: "42" } as const;
 * equal(findMark({ ...cell, metadata: { tags: [" Solutions "] } }), "solution");
 * equal(findMark({ ...cell, metadata: { tags: "hard, instructor-only" } }), "forTeachers");
 * equal(findMark({ ...cell, metadata: { tags: ["my-solution"] } }), undefined);
 * ```
 */
export function findMark(cell: Cell): Mark | undefined {
  const word = listMarks(cell).map(readWord).find((word) => Object.hasOwn(WORDS, word));
  return word === undefined ? undefined : WORDS[word];
}

/**
 * Tells what looks like the mark of a cell that is not for students, and is none: a slip, or a way
 * of another program's.
 *
 * @param cell A cell without a mark.
 * @returns What it is, or `undefined` if there is nothing of the kind.
 *
 * @example
 * ```ts
 * import { findLookAlike } from "./edition_tags.ts";
 * import { equal } from "node:assert/strict";
 *
 * const cell = { cell_type: "markdown", source: "42" } as const;
 * equal(findLookAlike({ ...cell, metadata: { tags: ["soluton"] } }), '"soluton"');
 * equal(findLookAlike({ ...cell, metadata: { tags: ["optional"] } }), undefined);
 * ```
 */
export function findLookAlike(cell: Cell): string | undefined {
  const mark = listMarks(cell).find(looksMeant);
  if (mark !== undefined) return describeValue(mark);
  const [found] = IN_TEXT.exec(cell.source) ?? [];
  return found === undefined ? undefined : `${describeValue(found)} in its text`;
}

/**
 * Lists the tags of a cell.
 *
 * @param cell The cell.
 * @returns Its tags, as they are written: in a list, or a text with spaces or commas.
 */
export function listTags({ metadata }: Cell): string[] {
  return Object.entries(metadata)
    .filter(([key]) => /^tags?$/i.test(key))
    .flatMap(([, value]) => typeof value === "string" ? value.split(/\s+/) : [value].flat(Infinity))
    .filter((tag) => typeof tag === "string")
    .flatMap((tag) => tag.split(/[,;]/));
}

/** Tags, and keys that are true. */
function listMarks(cell: Cell): string[] {
  const { metadata } = cell;
  const keys = [metadata, metadata.nbgrader].flatMap((object) =>
    Object.entries(object ?? {})
      // The notebook extension "exercise" marks question and solution, and says which is the question.
      .filter(([key, value]) =>
        isTrue(value) && !isTrue((object as typeof metadata)[`${key}_first`])
      )
      .map(([key]) => key.replace(/\d$/, ""))
  );
  return [...listTags(cell), ...keys];
}

function isTrue(value: unknown): boolean {
  return value === true || typeof value === "string" && /^(?:true|hidden|shown)$/i.test(value);
}

/** In small letters, with hyphens between the words and nothing around them. */
function normalise(mark: string): string {
  return mark.normalize("NFKC").toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}

/** What is left of a mark without what authors usually add. */
function readWord(mark: string): string {
  return normalise(mark)
    .replace(/^(?:hide|hidden|remove|tag)-|-(?:only|cell|hidden)$/, "")
    .replace(/s$/, "");
}

function looksMeant(mark: string): boolean {
  const text = normalise(mark).slice(0, 200);
  return MEANT.some((word) =>
    text.includes(word) ||
    // A long word stays itself with two slips, a short one with one.
    text.split("-").some((part) => countSlips(part, word) <= (word.length > 7 ? 2 : 1))
  );
}

/** Counts letters that are missing, added, wrong or in the wrong order (optimal string alignment). */
function countSlips(text: string, word: string): number {
  let before: number[] = [];
  let last = Array.from({ length: word.length + 1 }, (_, index) => index);
  for (let i = 1; i <= text.length; i++) {
    const row = [i];
    for (let j = 1; j <= word.length; j++) {
      const isSame = text[i - 1] === word[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && text[i - 1] === word[j - 2] &&
        text[i - 2] === word[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[word.length];
}
