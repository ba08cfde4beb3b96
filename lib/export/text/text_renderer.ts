/**
 * Rendering the markdown of notebooks with all that authors use beyond CommonMark.
 *
 * @module
 */
import createMarkdownIt, { type MarkdownIt } from "markdown-it";
import type { Words } from "@convbook/words";
import { protectMath } from "../formulas/protect_math.ts";
import { addBoxes } from "./boxes.ts";
import { addFootnotes, PREFIX } from "./footnotes.ts";
import { addTaskLists } from "./task_lists.ts";

/**
 * Renders the texts of one notebook.
 *
 * @example
 * ```ts
 * import { TextRenderer } from "./text_renderer.ts";
 * import { EN } from "@convbook/words";
 * import { match } from "node:assert/strict";
 *
 * const html = new TextRenderer(EN).render("> [!NOTE]\n> a $x_1$");
 * match(html, /^<div class="admonition note">\s*<p class="admonition-title">Note<\/p>/);
 * ```
 */
export class TextRenderer {
  readonly #markdownIt: MarkdownIt;
  #count = 0;

  /**
   * @param words The words of the page.
   */
  constructor(words: Words) {
    this.#markdownIt = new createMarkdownIt({ html: true, linkify: true });
    this.#markdownIt.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
    addBoxes(this.#markdownIt, words);
    addFootnotes(this.#markdownIt, words);
    addTaskLists(this.#markdownIt, words);
  }

  /**
   * Renders a text. Formulas stay as they are written.
   *
   * @param markdown The text.
   * @returns Its HTML. What the text has of HTML stands in it in any state, scripts included.
   */
  render(markdown: string): string {
    const { text, restore } = protectMath(markdown);
    const env = { [PREFIX]: `text${++this.#count}-` };
    return restore(this.#markdownIt.render(text, env));
  }
}
