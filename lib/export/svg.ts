/**
 * Making a picture of SVG as programs write it: browsers read a picture as XML, and give up where
 * something is missing that they do not miss inside a page.
 *
 * @module
 */
import { parseFragment } from "parse5";
import { findExcess } from "./balance.ts";
import { isXml, readAsXml } from "./dom.ts";

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

/** What XML itself knows. All other names are HTML's. */
const XML_ENTITIES = ["amp", "lt", "gt", "quot", "apos"];

/** A DOM of a larger picture takes too long: it is only mended, not looked through. */
const MAX_ELEMENTS = 20_000;

/**
 * Completes SVG so that it can be shown as a picture: namespaces that programs leave out (Observable
 * Plot on Deno does), HTML's entities, space before the XML declaration. What is not XML at all is
 * read as HTML reads it.
 *
 * @param text SVG, in any state.
 * @returns SVG that browsers show as a picture; as it was if nothing was missing.
 *
 * @example
 * ```ts
 * import { completeSvg } from "./svg.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(
 *   completeSvg('<svg width="1"><text>a&nbsp;b</text></svg>'),
 *   '<svg xmlns="http://www.w3.org/2000/svg" width="1"><text>a\u00a0b</text></svg>',
 * );
 * ```
 */
export function completeSvg(text: string): string {
  const mended = addNamespaces(replaceEntities(text.replace(/^[\s\uFEFF]+/, "").trimEnd()));
  if (findExcess(mended, MAX_ELEMENTS) !== undefined || isXml(mended, "svg", SVG)) return mended;
  return readAsXml(mended, "svg") ?? mended;
}

/** Only the first tag of the picture is looked at: what stands in others belongs to others. */
function addNamespaces(text: string): string {
  return text.replace(/<svg(?=[\s/>])((?:"[^"]*"|'[^']*'|[^"'>])*)>/i, (tag, attributes) => {
    const has = (name: string) => new RegExp(`(?:^|\\s)${name}\\s*=`).test(attributes);
    const isUsed = /\sxlink:/.test(text);
    const added = [
      !has("xmlns") && ` xmlns="${SVG}"`,
      isUsed && !has("xmlns:xlink") && ` xmlns:xlink="${XLINK}"`,
    ].filter((part) => part !== false).join("");
    return tag.replace(/^<svg/i, (name) => name + added);
  });
}

/** A picture's own entities stay, as programs for drawing declare them. */
function replaceEntities(text: string): string {
  if (/<!ENTITY/.test(text)) return text;
  return text.replaceAll(/&([a-z][a-z\d]*);/gi, (entity, name) => {
    if (XML_ENTITIES.includes(name)) return entity;
    const [node] = parseFragment(entity).childNodes;
    const value = node !== undefined && "value" in node ? node.value : entity;
    return value === entity ? `&amp;${name};` : value;
  });
}
