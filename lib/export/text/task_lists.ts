/**
 * Lists of tasks (GitHub): `- [ ] open` and `- [x] done`.
 *
 * @module
 */
import type { MarkdownIt } from "markdown-it";
import { escapeHtml } from "@convbook/jupyter/escape_html";
import type { Words } from "@convbook/words";

/**
 * Lets markdown have lists of tasks.
 *
 * @param markdown The parser.
 * @param words The words of the page, for those who cannot see the boxes.
 */
export function addTaskLists(markdown: MarkdownIt, { pages }: Words): void {
  markdown.core.ruler.after("inline", "tasks", ({ tokens, Token }) => {
    for (const [index, item] of tokens.entries()) {
      const text = tokens[index + 2];
      if (item.type !== "list_item_open" || text?.type !== "inline") continue;
      const [first] = text.children ?? [];
      const mark = /^\[([ xX])\](?:\s+|$)/.exec(text.content);
      // With a backslash before it, a bracket is one: the text then begins elsewhere.
      if (mark === null || first?.type !== "text" || !first.content.startsWith("[")) continue;
      const isDone = mark[1] !== " ";
      first.content = first.content.slice(mark[0].length);
      const box = new Token("html_inline", "", 0);
      box.content = `<input type="checkbox" disabled${isDone ? " checked" : ""} aria-label="${
        escapeHtml(isDone ? pages.done : pages.toDo)
      }"> `;
      text.children!.unshift(box);
      item.attrJoin("class", "task");
    }
  });
}
