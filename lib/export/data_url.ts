/**
 * Text that travels inside a page as a URL.
 *
 * @module
 */

/** What a URL, or an attribute in either kind of quotes, gives a meaning; and what URLs lose. */
const SPECIAL = /[%#"'&<>\t\n\r]/g;

/**
 * Makes a URL that holds a text. With so few characters written as three it is shorter than base 64:
 * by an eighth for a notebook of ours, by a tenth for a figure.
 *
 * @param mime The text's MIME type.
 * @param text The text. It must not end with a space, which browsers would drop.
 * @returns The URL. HTML needs to escape nothing in it.
 *
 * @example
 * ```ts
 * import { makeDataUrl } from "./data_url.ts";
 * import { equal } from "node:assert/strict";
 *
 * const url = makeDataUrl("text/plain", 'a < "é"\n100 %');
 * equal(url, "data:text/plain;charset=utf-8,a %3C %22é%22%0A100 %25");
 * equal(await (await fetch(url)).text(), 'a < "é"\n100 %');
 * ```
 */
export function makeDataUrl(mime: string, text: string): string {
  const encoded = text.replaceAll(SPECIAL, encodeCharacter);
  return `data:${mime};charset=utf-8,${encoded}`;
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
