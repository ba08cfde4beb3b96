/**
 * Rendering markdown as notebooks have it, and finding the pictures that it shows.
 *
 * @module
 */
import katexPlugin from "@vscode/markdown-it-katex";
import MarkdownIt from "markdown-it";
import { type Token, Tokenizer } from "parse5";

/** What a formula may ask for in width, height or space at once; a line of text has about 40 em. */
const MAX_EM = 50;

const markdownIt = new MarkdownIt({ html: true, linkify: true });
markdownIt.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// The plugin is CommonJS: its default export lies one deeper.
markdownIt.use(katexPlugin.default, {
  throwOnError: false,
  errorColor: "var(--error)",
  enableBareBlocks: true,
  maxSize: MAX_EM,
});

/**
 * Renders markdown with formulas.
 *
 * @param markdown The text.
 * @returns Its HTML. What the text has of HTML stands in it in any state, scripts included.
 *
 * @example
 * ```ts
 * import { renderMarkdown } from "./render_markdown.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(renderMarkdown("*a* <b>"), "<p><em>a</em> <b></p>\n");
 * ```
 */
export function renderMarkdown(markdown: string): string {
  return markdownIt.render(markdown);
}

/**
 * Lists the pictures that markdown shows, in its own syntax or in HTML.
 *
 * @param markdown The text.
 * @returns Their addresses as they stand in the HTML; {@linkcode decodeSource} makes paths of them.
 *
 * @example
 * ```ts
 * import { listPictures } from "./render_markdown.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const markdown = "![a](b_(1).png) <img src='c.png'> `![d](e.png)`";
 * deepEqual(listPictures(markdown), ["b_(1).png", "c.png"]);
 * ```
 */
export function listPictures(markdown: string): string[] {
  const sources: string[] = [];
  const ignore = () => {};
  // Tags are enough: a tree could be of any size and depth.
  const tokenizer = new Tokenizer({}, {
    onStartTag: ({ tagName, attrs }: Token.TagToken) => {
      const source = attrs.find(({ name }) => name === "src")?.value;
      if (tagName === "img" && source !== undefined) sources.push(source);
    },
    onEndTag: ignore,
    onComment: ignore,
    onDoctype: ignore,
    onEof: ignore,
    onCharacter: ignore,
    onNullCharacter: ignore,
    onWhitespaceCharacter: ignore,
  });
  tokenizer.write(renderMarkdown(markdown), true);
  return sources;
}

/**
 * Decodes an address in markdown.
 *
 * @param source The address.
 * @returns The path, or the address as it is where it cannot be decoded.
 *
 * @example
 * ```ts
 * import { decodeSource } from "./render_markdown.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(decodeSource("a%20dot.png"), "a dot.png");
 * equal(decodeSource("50%.png"), "50%.png");
 * ```
 */
export function decodeSource(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source; // a stray %
  }
}
