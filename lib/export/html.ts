/**
 * Writing HTML: what is not marked as HTML is escaped.
 *
 * @module
 */
import { escapeHtml } from "@convbook/jupyter/escape_html";

/** Text that is HTML already. */
export class Html {
  /** The HTML. */
  readonly text: string;

  /**
   * Marks a text as HTML.
   *
   * @param text HTML whose tags are balanced.
   */
  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a template: lists are joined, `undefined` and `false` leave nothing. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/**
 * Writes HTML. It is not called `html`, because `deno fmt` would lay out such templates, and spaces
 * matter. Values that are not HTML are escaped for elements and for attributes in double quotes.
 *
 * @param strings The template's HTML.
 * @param values What stands in it.
 * @returns The HTML.
 *
 * @example
 * ```ts
 * import { markup } from "./html.ts";
 * import { equal } from "node:assert/strict";
 *
 * const name = markup`<b>${"R&D"}</b>`;
 * equal(markup`<p title="${'"a"'}">${name}</p>`.text, '<p title="&quot;a&quot;"><b>R&amp;D</b></p>');
 * ```
 */
export function markup(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(toText)));
}

/**
 * Writes a JSON value into a page as a script element that does not run.
 *
 * @param value The value.
 * @returns The element. Nothing in the value can end it.
 *
 * @example
 * ```ts
 * import { jsonScript } from "./html.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   jsonScript(["</script>"]).text,
 *   '<script type="application/json">["\\u003c/script>"]</script>',
 * );
 * ```
 */
export function jsonScript(value: unknown): Html {
  const json = JSON.stringify(value).replaceAll("<", "\\u003c");
  return new Html(`<script type="application/json">${json}</script>`);
}

function toText(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(toText).join("");
  return value === undefined || value === false ? "" : escapeHtml(String(value));
}
