/**
 * Rendering markdown as notebooks have it, and finding the files that it names.
 *
 * @module
 */
import MarkdownIt from "markdown-it";
import { type Token, Tokenizer } from "parse5";

const markdownIt = new MarkdownIt({ html: true, linkify: true });
markdownIt.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** The attributes by which elements show something, and those elements. */
export const SHOWING_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  audio: ["src"],
  image: ["href", "xlink:href"],
  img: ["src"],
  input: ["src"],
  source: ["src"],
  video: ["src", "poster"],
};

/**
 * Renders markdown. Formulas in it are text.
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

/** What a text shows, and what it links to. */
export interface Addresses {
  /** The addresses of pictures, sound and films. */
  shown: string[];
  /** The addresses of links. */
  linked: string[];
}

/**
 * Lists the addresses in markdown, in its own syntax or in HTML.
 *
 * @param markdown The text.
 * @returns The addresses as they stand in the HTML; {@linkcode decodeSource} makes paths of them.
 *
 * @example
 * ```ts
 * import { listAddresses } from "./render_markdown.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const markdown = "![a](b_(1).png) <img src='c.png'> `![d](e.png)` [f](g.csv)";
 * deepEqual(listAddresses(markdown), { shown: ["b_(1).png", "c.png"], linked: ["g.csv"] });
 * ```
 */
export function listAddresses(markdown: string): Addresses {
  return listHtmlAddresses(renderMarkdown(markdown));
}

/**
 * Lists the addresses in HTML.
 *
 * @param html HTML, in any state.
 * @returns The addresses as they stand there.
 *
 * @example
 * ```ts
 * import { listHtmlAddresses } from "./render_markdown.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const html = "<video src=a.mp4 poster=b.png></video><a href=c.csv>c</a>";
 * deepEqual(listHtmlAddresses(html), { shown: ["a.mp4", "b.png"], linked: ["c.csv"] });
 * ```
 */
export function listHtmlAddresses(html: string): Addresses {
  const addresses: Addresses = { shown: [], linked: [] };
  const ignore = () => {};
  // Tags are enough: a tree could be of any size and depth.
  const tokenizer = new Tokenizer({}, {
    onStartTag: ({ tagName, attrs }: Token.TagToken) => {
      for (const { name, value } of attrs) {
        if (SHOWING_ATTRIBUTES[tagName]?.includes(name)) addresses.shown.push(value);
        if (tagName === "a" && name === "href") addresses.linked.push(value);
      }
    },
    onEndTag: ignore,
    onComment: ignore,
    onDoctype: ignore,
    onEof: ignore,
    onCharacter: ignore,
    onNullCharacter: ignore,
    onWhitespaceCharacter: ignore,
  });
  tokenizer.write(html, true);
  return addresses;
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
