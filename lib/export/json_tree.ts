/**
 * JSON as a tree whose branches can be folded, as JupyterLab shows it.
 *
 * @module
 */
import { isPlain } from "@convbook/check";
import type { Words } from "@convbook/words";
import { type Html, markup } from "./html.ts";
import { Reason } from "./reason.ts";

/** A tree with more branches and leaves is slow to open. */
const MAX_NODES = 5000;

/** Browsers nest elements this deep, three for each branch. */
const MAX_DEPTH = 100;

/** A branch with more is folded at first. */
const MAX_OPEN = 20;

/**
 * Shows JSON as a tree.
 *
 * @param value The value.
 * @param words The words of the page.
 * @returns The tree, or why there is none.
 *
 * @example
 * ```ts
 * import { showJson } from "./json_tree.ts";
 * import { Reason } from "./reason.ts";
 * import { EN } from "@convbook/words";
 * import { match, ok } from "node:assert/strict";
 *
 * const tree = showJson({ a: [1, "b"] }, EN);
 * ok(!(tree instanceof Reason));
 * match(tree.text, /<summary><span class="key">a<\/span> <span class="count">2<\/span><\/summary>/);
 * ```
 */
export function showJson(value: unknown, words: Words): Html | Reason {
  let count = 0;
  let isTooDeep = false;
  const show = (key: string | undefined, value: unknown, depth: number): Html => {
    count++;
    if (depth > MAX_DEPTH) isTooDeep = true;
    if (count > MAX_NODES || isTooDeep) return markup``;
    const name = key !== undefined && markup`<span class="key">${key}</span> `;
    const entries = Array.isArray(value)
      ? [...value.entries()]
      : isPlain(value)
      ? Object.entries(value)
      : undefined;
    if (entries === undefined) {
      const kind = value === null ? "null" : typeof value;
      return markup`<li>${name}<span class="${kind}">${JSON.stringify(value)}</span></li>`;
    }
    const branches = entries.map(([key, value]) => show(String(key), value, depth + 1));
    const isOpen = depth < 2 && entries.length <= MAX_OPEN;
    return markup`<li><details${
      isOpen && markup` open`
    }><summary>${name}<span class="count">${entries.length}</span></summary><ul>${branches}</ul></details></li>`;
  };
  const tree = show(undefined, value, 0);
  if (isTooDeep) return new Reason(({ reasons }) => reasons.tooDeep(MAX_DEPTH));
  if (count > MAX_NODES) {
    return new Reason(({ reasons }) => reasons.tooManyElements(String(MAX_NODES)));
  }
  return markup`<ul class="json" aria-label="${words.pages.tree}">${tree}</ul>`;
}
