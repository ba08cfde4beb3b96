/**
 * Text that a cell printed, as a terminal would show it.
 *
 * @module
 */
import { AnsiUp } from "ansi_up";
import { Html, markup } from "./html.ts";

/** So many characters of a text are shown; more would make a page slow and nobody the wiser. */
const MAX_LENGTH = 100_000;

/**
 * Shows text: colour codes become classes (`ansi-red-fg`), a carriage return goes back to the
 * beginning of the line, and of very long text the beginning is shown.
 *
 * @param text The text.
 * @param kind A class that says what it is, as in `stderr`.
 * @returns A `<pre>` element.
 *
 * @example
 * ```ts
 * import { showText } from "./text_output.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   showText("10 %\r20 %\n\x1b[31m<end>\x1b[39m", "stdout").text,
 *   '<pre class="text stdout">20 %\n' +
 *     '<span class="ansi-red-fg">&lt;end&gt;</span></pre>',
 * );
 * ```
 */
export function showText(text: string, kind: string): Html {
  const converter = new AnsiUp();
  converter.use_classes = true;
  // Links from programs are shown as text.
  converter.url_allowlist = {};
  const lines = returnCarriages(text.slice(0, MAX_LENGTH)).replace(/\n$/, "");
  const shown = new Html(converter.ansi_to_html(lines));
  const rest = text.length > MAX_LENGTH &&
    markup`<p class="note">${
      formatCount(text.length - MAX_LENGTH)
    } more characters are in the executed notebook.</p>`;
  // A line feed right after <pre> would be lost.
  const start = shown.text.startsWith("\n") ? "\n" : "";
  return markup`<pre class="text ${kind}">${start}${shown}</pre>${rest}`;
}

/**
 * Writes a number with commas.
 *
 * @param count The number.
 * @returns The number as the pages write it, as in 20,000.
 *
 * @example
 * ```ts
 * import { formatCount } from "./text_output.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(formatCount(20000), "20,000");
 * ```
 */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** What stands after a carriage return is written over what stands before it. */
function returnCarriages(text: string): string {
  if (!text.includes("\r")) return text;
  return text.replaceAll("\r\n", "\n").split("\n").map((line) =>
    line.split("\r").reduce((before, after) => after + before.slice(after.length))
  ).join("\n");
}
