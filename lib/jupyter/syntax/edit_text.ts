/**
 * Changing a text in several places.
 *
 * @module
 */

/** A change: what stands in a text from `start` to `end` becomes something else. */
export interface Edit {
  /** Where it begins. */
  start: number;
  /** Where it ends: at `start` where something is only added. */
  end: number;
  /** What stands there then, or parts of the text in another order, which are changed too. */
  text: string | ((render: (range: [number, number]) => string) => string);
}

/**
 * Changes a text.
 *
 * @param text The text.
 * @param edits The changes. Those inside another one count only in what that one renders.
 * @returns The changed text.
 *
 * @example
 * ```ts
 * import { editText } from "./edit_text.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   editText("<T>a", [
 *     { start: 0, end: 4, text: (render) => `(${render([3, 4])} as ${render([1, 2])})` },
 *     { start: 3, end: 4, text: "b" },
 *   ]),
 *   "(b as T)",
 * );
 * ```
 */
export function editText(text: string, edits: readonly Edit[]): string {
  // The outer one of two that begin at the same place comes first.
  const sorted = edits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const render = ([from, to]: [number, number]): string => {
    let edited = "";
    let position = from;
    for (const edit of sorted) {
      if (edit.start < position || edit.end > to) continue;
      edited += text.slice(position, edit.start);
      edited += typeof edit.text === "string" ? edit.text : edit.text(render);
      position = edit.end;
    }
    return edited + text.slice(position, to);
  };
  return render([0, text.length]);
}
