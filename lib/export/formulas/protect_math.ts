/**
 * Keeping formulas out of the reach of markdown, which would take their underscores for emphasis.
 *
 * @module
 */
import { escapeHtml } from "@convbook/jupyter/escape_html";
import { findMath } from "./find_math.ts";

/** Letters of nobody's (Unicode, private use): they stand around the number of what is kept out. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"];

/** Stands for a letter of code, where no formula begins. */
const CODE = "\uE002";

/** A text without its formulas. */
export interface ProtectedText {
  /** The text, with marks where the formulas were. */
  text: string;
  /** Puts the formulas, with their marks, into the HTML that was made of the text. */
  restore(html: string): string;
}

/**
 * Takes formulas out of markdown. What stands in code is none.
 *
 * @param markdown The text.
 * @returns The text without them.
 *
 * @example
 * ```ts
 * import { protectMath } from "./protect_math.ts";
 * import { equal } from "node:assert/strict";
 *
 * const { text, restore } = protectMath("*a* $x_1 < y_1$ `$b$`");
 * equal(restore(text), "*a* $x_1 &lt; y_1$ `$b$`");
 * ```
 */
export function protectMath(markdown: string): ProtectedText {
  const source = markdown.replaceAll(/\r\n?/g, "\n");
  const masked = maskCode(source);
  // Private letters of the text itself are kept out, too; and so is a dollar that is none.
  const ranges = [
    ...findMath(masked, 2),
    ...[...masked.matchAll(/\\\$|[\uE000\uE001]/g)]
      .map(({ 0: { length }, index }) => ({ start: index, end: index + length })),
  ].toSorted((a, b) => a.start - b.start);
  const kept: string[] = [];
  let text = "";
  let from = 0;
  for (const { start, end } of ranges) {
    if (start < from) continue;
    text += `${source.slice(from, start)}${OPEN}${kept.length}${CLOSE}`;
    // In markdown two backslashes stand for one.
    kept.push(source.slice(start, end).replaceAll(/^\\(?=\\[([])|\\(?=\\[)\]]$)/g, ""));
    from = end;
  }
  text += source.slice(from);
  const restore = (html: string) =>
    html.replaceAll(
      new RegExp(`(?:${OPEN}|%EE%80%80)(\\d+)(?:${CLOSE}|%EE%80%81)`, "g"),
      (_, number) => escapeHtml(kept[number]),
    );
  return { text, restore };
}

/** Writes other letters over code between fences and backticks; nothing changes its place. */
function maskCode(source: string): string {
  const mask = (text: string) => text.replaceAll(/[^\n]/g, CODE);
  let fence: string | undefined;
  const lines = source.split("\n").map((line) => {
    const mark = /^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)?(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence === undefined) {
      if (mark === null || mark[1][0] === "`" && mark[2].includes("`")) return line;
      fence = mark[1];
      return mask(line);
    }
    const closes = mark !== null && mark[1].startsWith(fence) && mark[2].trim() === "";
    if (closes) fence = undefined;
    return mask(line);
  });
  return lines.join("\n").replaceAll(
    /(?<![\\`])(`+)(?!`)((?:(?!\n[ \t]*\n)[^])*?[^`])\1(?!`)/g,
    (code) => mask(code),
  );
}
