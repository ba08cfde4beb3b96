/**
 * Footnotes, as Pandoc and GitHub write them: `text[^1]`, and `[^1]: the note` anywhere in the cell.
 *
 * @module
 */
import type { Env, MarkdownIt, StateBlock, StateInline, Token } from "markdown-it";
import { escapeHtml } from "@convbook/jupyter/escape_html";
import type { Words } from "@convbook/words";

/** A footnote. */
interface Footnote {
  /** What is in it, as markdown-it reads it. */
  tokens: Token[];
  /** Its number, when something refers to it. */
  number?: number;
  /** How often something refers to it. */
  count: number;
}

/** The footnotes of one text. */
interface Footnotes {
  byLabel: Map<string, Footnote>;
  shown: Footnote[];
}

/** Where the footnotes of a text are while it is read. */
const NOTES = "footnotes";

/** The name of the place where the ids of a text begin; texts of one page have different ones. */
export const PREFIX = "prefix";

/**
 * Lets markdown have footnotes.
 *
 * @param markdown The parser. Its `env` has a prefix for ids.
 * @param words The words of the page.
 */
export function addFootnotes(markdown: MarkdownIt, { pages }: Words): void {
  markdown.block.ruler.before("reference", "footnote", readDefinition, {
    alt: ["paragraph", "reference"],
  });
  markdown.inline.ruler.after("image", "footnote", readReference);
  markdown.inline.ruler.after("footnote", "own_footnote", readOwnNote);
  markdown.core.ruler.after("inline", "footnotes", (state) => {
    // They are numbered as they are referred to, which is known when all text has been read.
    // Notes within notes are read by themselves first.
    if (state.inlineMode) return;
    const { shown } = notesOf(state.env);
    if (shown.length === 0) return;
    const raw = (content: string) => {
      const token = new state.Token("html_block", "", 0);
      token.content = content;
      return token;
    };
    state.tokens.push(
      raw(`<section class="footnotes" aria-label="${escapeHtml(pages.footnotes)}"><ol>\n`),
    );
    for (const { tokens, number, count } of shown) {
      const back = Array.from(
        { length: count },
        (_, index) =>
          ` <a href="#${idOf(state.env, number!, index)}" class="back" aria-label="${
            escapeHtml(pages.backToText)
          }">↩</a>`,
      ).join("");
      const last = tokens.findLast(({ type }) => type === "inline");
      const link = new state.Token("html_inline", "", 0);
      link.content = back;
      last?.children?.push(link);
      state.tokens.push(raw(`<li id="${idOf(state.env, number!)}">`), ...tokens, raw("</li>\n"));
    }
    state.tokens.push(raw("</ol></section>\n"));
  });
}

function notesOf(env: Env): Footnotes {
  const holder = env as Record<string, unknown>;
  return (holder[NOTES] ??= { byLabel: new Map(), shown: [] }) as Footnotes;
}

function idOf(env: Env, number: number, reference?: number): string {
  const { [PREFIX]: prefix } = env as Record<string, unknown>;
  const place = reference === undefined ? "note" : reference === 0 ? "ref" : `ref${reference + 1}`;
  return `${prefix}${place}-${number}`;
}

/** `[^label]: text`, and the lines below it that are set in. */
function readDefinition(state: StateBlock, start: number, end: number, isSilent: boolean): boolean {
  const first = state.bMarks[start] + state.tShift[start];
  const mark = /^\[\^([^\]\s]+)\]:[ \t]*/.exec(state.src.slice(first, state.eMarks[start]));
  if (mark === null || state.sCount[start] - state.blkIndent >= 4) return false;
  if (isSilent) return true;
  let close = start + 1;
  while (close < end && (state.isEmpty(close) || state.sCount[close] >= state.blkIndent + 2)) {
    close++;
  }
  const { blkIndent, tokens, parentType, lineMax } = state;
  const [tShift, sCount, bMarks] = [state.tShift[start], state.sCount[start], state.bMarks[start]];
  state.bMarks[start] = first + mark[0].length;
  state.tShift[start] = 0;
  state.sCount[start] = blkIndent + 2;
  state.blkIndent += 2;
  state.tokens = [];
  state.lineMax = close;
  state.md.block.tokenize(state, start, close);
  const note: Footnote = { tokens: state.tokens, count: 0 };
  Object.assign(state, { blkIndent, tokens, parentType, lineMax });
  [state.tShift[start], state.sCount[start], state.bMarks[start]] = [tShift, sCount, bMarks];
  state.line = close;
  const { byLabel } = notesOf(state.env);
  if (!byLabel.has(mark[1])) byLabel.set(mark[1], note);
  // The parser of lines looks at what stands in the tokens of the text only.
  for (const token of note.tokens) {
    if (token.type === "inline") {
      token.children = state.md.parseInline(token.content, state.env)[0].children;
    }
  }
  return true;
}

function readReference(state: StateInline, isSilent: boolean): boolean {
  const mark = /^\[\^([^\]\s]+)\]/.exec(state.src.slice(state.pos, state.posMax));
  if (mark === null) return false;
  const note = notesOf(state.env).byLabel.get(mark[1]);
  if (note === undefined) return false;
  if (!isSilent) refer(state, note);
  state.pos += mark[0].length;
  return true;
}

/** `text^[the note]` */
function readOwnNote(state: StateInline, isSilent: boolean): boolean {
  if (!state.src.startsWith("^[", state.pos)) return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos + 1);
  if (end < 0) return false;
  if (!isSilent) {
    const text = new state.Token("inline", "", 0);
    text.content = state.src.slice(state.pos + 2, end);
    text.children = state.md.parseInline(text.content, state.env)[0].children;
    refer(state, { tokens: [text], count: 0 });
  }
  state.pos = end + 1;
  return true;
}

function refer(state: StateInline, note: Footnote): void {
  const { shown } = notesOf(state.env);
  if (note.number === undefined) note.number = shown.push(note);
  const { number } = note;
  const token = state.push("html_inline", "", 0);
  token.content = `<sup class="footnote"><a id="${idOf(state.env, number, note.count++)}" href="#${
    idOf(state.env, number)
  }">${number}</a></sup>`;
}
