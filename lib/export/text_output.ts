/**
 * Text that a cell printed, as a terminal would show it.
 *
 * @module
 */
import { formatWhole, type Words } from "@convbook/words";
import { type Html, markup } from "./html.ts";
import { makeReadable } from "./readable_colour.ts";
import { readTerminal, type Run } from "./terminal.ts";
import { type Colour, PLAIN, type TerminalStyle } from "./terminal_style.ts";

/** The most characters of a text that are shown; more would only make the page slow. */
export const MAX_LENGTH = 100_000;

/**
 * Shows text as a terminal does: with its colours, links, and what was written over other text. Of
 * very long text the beginning is shown.
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
  const lines = readTerminal(text.slice(0, MAX_LENGTH));
  if (lines.length > 1 && lines.at(-1)!.length === 0) lines.pop();
  const shown = lines.map((runs, index) => markup`${index > 0 && "\n"}${runs.map(showRun)}`);
  const rest = noteRest(text, words.notes.moreInExecuted, words);
  // A line feed right after <pre> would be lost.
  const start = lines.length > 1 && lines[0].length === 0 && "\n";
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
  return readTerminal(text).map((runs) => runs.map(({ text }) => text).join("")).join("\n");
}

/** The papers of a page, light and dark, on which letters are hardest to read: those of errors. */
const LIGHT_PAPER: Colour = [255, 241, 238];
const DARK_PAPER: Colour = [58, 33, 29];

function showRun({ text, style }: Run): Html {
  if (style === PLAIN) return markup`${text}`;
  const { names, rules } = describeStyle(style);
  const attributes = markup`${names.length > 0 && markup` class="${names.join(" ")}"`}${
    rules.length > 0 && markup` style="${rules.join(";")}"`
  }`;
  if (style.url !== undefined) return markup`<a href="${style.url}"${attributes}>${text}</a>`;
  return attributes.text === "" ? markup`${text}` : markup`<span${attributes}>${text}</span>`;
}

/** Classes where the page has a colour of its own for what is meant, and rules where it has none. */
function describeStyle(style: TerminalStyle): { names: string[]; rules: string[] } {
  const { isInverse = false, isBold, isFaint, isItalic, isUnderlined, isStruck } = style;
  const [letters, paper] = isInverse ? [style.paper, style.letters] : [style.letters, style.paper];
  const names: string[] = [];
  const rules: string[] = [];
  if (paper !== undefined) {
    // The colour behind stays in the dark, too: so do the letters.
    const end: Colour = letters?.rgb ?? (isInverse ? [255, 255, 255] : [31, 35, 40]);
    rules.push(`color:${write(makeReadable(end, paper.rgb))}`, `background:${write(paper.rgb)}`);
  } else if (isInverse) names.push("ansi-inverse");
  else if (letters?.name !== undefined) names.push(`ansi-${letters.name}-fg`);
  else if (letters !== undefined) {
    const [light, dark] = [LIGHT_PAPER, DARK_PAPER].map((ground) =>
      write(makeReadable(letters.rgb, ground))
    );
    rules.push(light === dark ? `color:${light}` : `color:light-dark(${light},${dark})`);
  } else if (isFaint) names.push("ansi-faint");
  if (isBold) rules.push("font-weight:bold");
  if (isItalic) rules.push("font-style:italic");
  const lines = [isUnderlined && "underline", isStruck && "line-through"].filter(Boolean);
  if (lines.length > 0) rules.push(`text-decoration:${lines.join(" ")}`);
  return { names, rules };
}

function write(colour: Colour): string {
  return `rgb(${colour.join()})`;
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
