/**
 * Boxes in markdown: GitHub's (`> [!NOTE]`), MyST's (fences with `{note}`) and Quarto's (`:::`).
 *
 * @module
 */
import type { MarkdownIt, StateBlock, StateCore, Token } from "markdown-it";
import { escapeHtml } from "@convbook/jupyter/escape_html";
import type { Words } from "@convbook/words";
import { type BoxKind, findBoxKind } from "./box_kinds.ts";

/** A box, as its first lines describe it. */
interface Box {
  /** Its kind; missing if it only groups what is in it. */
  kind?: BoxKind;
  /** Its title, in markdown; the kind's word if it has none. */
  title?: string;
  /** Whether it is folded until the reader opens it. */
  isFolded?: boolean;
}

/** MyST's blocks of text that are no boxes, and how they are fenced. */
const FENCED: Record<string, string> = {
  code: "",
  "code-block": "",
  "code-cell": "",
  mermaid: "mermaid",
  sourcecode: "",
};

/**
 * Lets markdown have boxes.
 *
 * @param markdown The parser.
 * @param words The words of the page, for titles.
 */
export function addBoxes(markdown: MarkdownIt, words: Words): void {
  const before = { alt: ["paragraph", "reference", "blockquote", "list"] };
  markdown.block.ruler.before(
    "fence",
    "box",
    (state, start, end, isSilent) => readBox(state, start, end, isSilent, words),
    before,
  );
  markdown.core.ruler.after("block", "quoted_boxes", (state) => readQuotedBoxes(state, words));
}

/** `:::{note}`, `::: {.callout-note}`, `:::note` and the same with backticks where braces name a kind. */
function readBox(
  state: StateBlock,
  start: number,
  end: number,
  isSilent: boolean,
  words: Words,
): boolean {
  const open = /^(:{3,}|`{3,}|~{3,})\s*(.*)$/.exec(readLine(state, start));
  if (open === null || state.sCount[start] - state.blkIndent >= 4) return false;
  const [, marks, description] = open;
  if (description === "") return false;
  const isFence = marks[0] !== ":";
  const directive = /^\{([\w-]+)\}\s*(.*)$/.exec(description);
  if (isFence && directive === null) return false;
  const kind = directive === null ? undefined : directive[1].toLowerCase();
  const box = readDescription(description, words);
  const fenced = kind !== undefined && Object.hasOwn(FENCED, kind) ? kind : undefined;
  if (kind !== undefined && fenced === undefined && kind !== "math" && box.kind === undefined) {
    if (isFence || kind !== "div") return false; // what we do not know stays code
  }
  if (isSilent) return true;
  const close = findClose(state, start + 1, end, marks);
  const { line: first, options } = readOptions(state, start + 1, close, directive !== null);
  if (kind === "math" || fenced !== undefined) {
    addBlock(
      state,
      kind!,
      directive![2],
      [start, close],
      state.getLines(first, close, state.blkIndent, true),
    );
  } else {
    if (/\bdropdown\b/.test(options.class ?? "")) box.isFolded = true;
    if (options.title !== undefined) box.title = options.title;
    addBox(state, box, [start, first, close], words);
  }
  state.line = close < end ? close + 1 : close;
  return true;
}

/** A formula, or code. */
function addBlock(
  state: StateBlock,
  kind: string,
  rest: string,
  map: [number, number],
  content: string,
): void {
  if (kind === "math") {
    const tex = content.trim();
    const formula = tex.startsWith("\\begin{") ? tex : `$$${tex}$$`;
    state.push("html_block", "", 0).content = `<p>${escapeHtml(formula)}</p>\n`;
    return;
  }
  const token = state.push("fence", "code", 0);
  Object.assign(token, { info: FENCED[kind] || rest, content, markup: "```", map });
}

function addBox(
  state: StateBlock,
  box: Box,
  [start, first, close]: [number, number, number],
  words: Words,
): void {
  const [tag, titleTag] = box.isFolded ? ["details", "summary"] : ["div", "p"];
  const token = state.push("box_open", tag, 1);
  token.block = true;
  token.map = [start, close];
  let from = first;
  if (box.kind !== undefined) {
    token.attrSet("class", `admonition ${box.kind}`);
    // In Quarto, a heading at the beginning is the title.
    while (from < close && state.isEmpty(from)) from++;
    const heading = from < close ? /^#{1,6}\s+(.+?)(?:\s+#+)?$/.exec(readLine(state, from)) : null;
    if (heading !== null && box.title === undefined) from++;
    pushTitle(state, titleTag, box.title ?? heading?.[1] ?? words.boxes[box.kind]);
  }
  const [lineMax, parent] = [state.lineMax, state.parentType];
  state.lineMax = close;
  state.md.block.tokenize(state, from, close);
  state.lineMax = lineMax;
  state.parentType = parent;
  state.push("box_close", tag, -1).block = true;
}

function pushTitle(state: StateBlock, tag: string, title: string): void {
  const open = state.push("box_title_open", tag, 1);
  open.attrSet("class", "admonition-title");
  open.block = true;
  Object.assign(state.push("inline", "", 0), { content: title, children: [] });
  state.push("box_title_close", tag, -1).block = true;
}

/** What stands behind the colons: a name in braces, a class with attributes, or a plain word. */
function readDescription(description: string, words: Words): Box {
  const directive = /^\{([\w-]+)\}\s*(.*)$/.exec(description);
  if (directive !== null) {
    const [, name, title] = directive;
    if (name.toLowerCase() === "dropdown") {
      return { kind: "note", title: title || undefined, isFolded: true };
    }
    return { kind: findBoxKind(name, words), title: title || undefined };
  }
  const attributes = /^\{(.*)\}/.exec(description)?.[1];
  if (attributes !== undefined) {
    const classes = [...attributes.matchAll(/\.([\w-]+)/g)].map(([, name]) => name);
    const name = classes.find((name) => /^callout-/.test(name)) ??
      classes.find((name) => findBoxKind(name, words) !== undefined);
    return {
      kind: name === undefined ? undefined : findBoxKind(name, words),
      title: /\btitle\s*=\s*"([^"]*)"/.exec(attributes)?.[1],
      isFolded: /\bcollapse\s*=\s*"?true/.test(attributes),
    };
  }
  const [, name, title] = /^([\w-]+)\s*(?:\[(.*)\])?(.*)$/.exec(description) ?? [];
  if (name === "details") {
    return { kind: "note", title: description.slice(7).trim() || undefined, isFolded: true };
  }
  const rest = /^([\w-]+)\s*(.*)$/.exec(description)?.[2];
  return {
    kind: name === undefined ? undefined : findBoxKind(name, words),
    title: title || rest?.replace(/^\[(.*)\]$/, "$1").replace(/:+$/, "").trim() || undefined,
  };
}

/** Boxes may stand in boxes: each line with a description opens one, a line of colons closes one. */
function findClose(state: StateBlock, from: number, end: number, marks: string): number {
  let depth = 1;
  let fence: string | undefined;
  for (let line = from; line < end; line++) {
    const text = readLine(state, line).trim();
    if (text !== "" && state.sCount[line] < state.blkIndent) return line; // the list around it ends
    const mark = /^(`{3,}|~{3,})(.*)$/.exec(text);
    if (marks[0] !== ":") {
      if (mark !== null && mark[2] === "" && mark[1].startsWith(marks)) return line;
      continue;
    }
    if (fence !== undefined) {
      if (mark !== null && mark[2] === "" && mark[1].startsWith(fence)) fence = undefined;
    } else if (mark !== null) fence = mark[1];
    else if (/^:{3,}$/.test(text)) {
      depth--;
      if (depth === 0) return line;
    } else if (/^:{3,}/.test(text)) depth++;
  }
  return end;
}

/** MyST: lines as in `:class: dropdown`, or YAML between hyphens. */
function readOptions(
  state: StateBlock,
  from: number,
  end: number,
  mayHaveOptions: boolean,
): { line: number; options: Record<string, string> } {
  const options: Record<string, string> = {};
  let line = from;
  if (!mayHaveOptions) return { line, options };
  const isYaml = line < end && readLine(state, line).trim() === "---";
  if (isYaml) line++;
  for (; line < end; line++) {
    const text = readLine(state, line).trim();
    if (isYaml && text === "---") {
      line++;
      break;
    }
    const option = (isYaml ? /^([\w-]+)\s*:\s*(.*)$/ : /^:([\w-]+):\s*(.*)$/).exec(text);
    if (option !== null) options[option[1]] = option[2];
    else if (!isYaml) break;
  }
  return { line, options };
}

function readLine(state: StateBlock, line: number): string {
  return state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]);
}

/** `> [!NOTE]`, which markdown has read as a quotation. */
function readQuotedBoxes({ tokens, Token }: StateCore, words: Words): void {
  for (let index = 0; index + 2 < tokens.length; index++) {
    const [open, paragraph, text] = tokens.slice(index, index + 3);
    if (open.type !== "blockquote_open" || paragraph.type !== "paragraph_open") continue;
    const mark = /^\[!([\w-]+)\]([-+]?)[ \t]*(.*)(?:\n|$)/.exec(text.content);
    const kind = mark === null ? undefined : findBoxKind(mark[1], words);
    if (mark === null || kind === undefined) continue;
    const [tag, titleTag] = mark[2] === "-" ? ["details", "summary"] : ["div", "p"];
    const close = findQuoteEnd(tokens, index);
    open.attrSet("class", `admonition ${kind}`);
    open.tag = close.tag = tag;
    const title = new Token("inline", "", 0);
    Object.assign(title, {
      content: mark[3] || words.boxes[kind],
      children: [],
      level: text.level,
    });
    const titleOpen = new Token("box_title_open", titleTag, 1);
    titleOpen.attrSet("class", "admonition-title");
    titleOpen.block = true;
    const titleClose = new Token("box_title_close", titleTag, -1);
    titleClose.block = true;
    text.content = text.content.slice(mark[0].length);
    const rest = text.content === "" ? 3 : 0;
    tokens.splice(index + 1, rest, titleOpen, title, titleClose);
    index += 3;
  }
}

function findQuoteEnd(tokens: readonly Token[], from: number): Token {
  let depth = 0;
  return tokens.slice(from).find(({ type }) => {
    if (type === "blockquote_open") depth++;
    if (type === "blockquote_close") depth--;
    return depth === 0;
  })!;
}
