/**
 * Text that a cell printed, as a terminal would show it.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import { AnsiUp } from "ansi_up";
import { formatWhole, type Words } from "@convbook/words";
import { Html, markup } from "./html.ts";

/** The most characters of a text that are shown; more would only make the page slow. */
export const MAX_LENGTH = 100_000;

/**
 * Shows text: colour codes become classes (`ansi-red-fg`), a carriage return goes back to the
 * beginning of the line, and of very long text the beginning is shown.
 *
 * @param text The text.
 * @param kind A class that says what it is, as in `stderr`.
 * @param words The words of the page.
 * @returns A `<pre>` element.
 *
 * @example
 * ```ts
 * import { showText } from "./text_output.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   showText("10 %\r20 %\n\x1b[31m<end>\x1b[39m", "stdout", EN).text,
 *   '<pre class="text stdout">20 %\n' +
 *     '<span class="ansi-red-fg">&lt;end&gt;</span></pre>',
 * );
 * ```
 */
export function showText(text: string, kind: string, words: Words): Html {
  const converter = new AnsiUp();
  converter.use_classes = true;
  // Links from programs are shown as text.
  converter.url_allowlist = {};
  const lines = returnCarriages(text.slice(0, MAX_LENGTH)).replace(/\n$/, "");
  const shown = new Html(converter.ansi_to_html(lines));
  const rest = noteRest(text, words.notes.moreInExecuted, words);
  // A line feed right after <pre> would be lost.
  const start = shown.text.startsWith("\n") ? "\n" : "";
  return markup`<pre class="text ${kind}">${start}${shown}</pre>${rest}`;
}

/**
 * What a terminal would show of a text, without colours.
 *
 * @param text The text.
 * @returns The text without codes, each line as it was left.
 *
 * @example
 * ```ts
 * import { plainText } from "./text_output.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(plainText("10 %\r20 %\n\x1b[31mred\x1b[39m"), "20 %\nred");
 * ```
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(returnCarriages(text));
}

/**
 * Shows the beginning of a text as it is written, and says so if there is more.
 *
 * @param text The text of a cell.
 * @param show Shows the beginning.
 * @param words The words of the page.
 * @returns The beginning, and a note if it is not the whole.
 *
 * @example
 * ```ts
 * import { markup } from "./html.ts";
 * import { showBeginning } from "./text_output.ts";
 * import { EN } from "@convbook/words";
 * import { match } from "node:assert/strict";
 *
 * const shown = await showBeginning("a".repeat(100_002), (text) => markup`<pre>${text}</pre>`, EN);
 * match(shown.text, /a<\/pre><p class="note">2 more characters are in the notebook.<\/p>$/);
 * ```
 */
export async function showBeginning(
  text: string,
  show: (beginning: string) => Html | Promise<Html>,
  words: Words,
): Promise<Html> {
  return markup`${await show(text.slice(0, MAX_LENGTH))}${
    noteRest(text, words.notes.moreInNotebook, words)
  }`;
}

/**
 * Shows text that is not from a terminal.
 *
 * @param text The text.
 * @returns A `<pre>` element.
 *
 * @example
 * ```ts
 * import { showAsItIs } from "./text_output.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(showAsItIs("*a*").text, '<pre class="text">*a*</pre>');
 * ```
 */
export function showAsItIs(text: string): Html {
  return markup`<pre class="text">${text}</pre>`;
}

function noteRest(
  text: string,
  note: (count: string) => string,
  words: Words,
): Html | undefined {
  if (text.length <= MAX_LENGTH) return undefined;
  return markup`<p class="note">${note(formatWhole(text.length - MAX_LENGTH, words))}</p>`;
}

/** What stands after a carriage return is written over what stands before it. */
function returnCarriages(text: string): string {
  if (!text.includes("\r")) return text;
  return text.replaceAll("\r\n", "\n").split("\n").map((line) =>
    line.split("\r").reduce((before, after) => after + before.slice(after.length))
  ).join("\n");
}
