/**
 * Leaving out what Plotly's SVG says many times and no viewer needs.
 *
 * @module
 */
import { FONT_FAMILY } from "./theme.ts";

/** Declarations that say what holds anyway: opaque, and the font that the root element names. */
const REDUNDANT = new Set([
  "fill-opacity: 1",
  "stroke-opacity: 1",
  "opacity: 1",
  "stroke-miterlimit: 2",
  "vector-effect: none",
  "white-space: pre",
  `font-family: ${FONT_FAMILY}`,
]);

/**
 * Makes an SVG of Plotly's about a third smaller; it looks the same.
 *
 * @param svg The SVG as `Plotly.toImage()` gives it.
 * @returns The SVG without redundant style declarations and empty groups.
 */
export function compactSvg(svg: string): string {
  let compact = svg
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => {
      const kept = style.split(/; ?/).filter((part) => part !== "" && !REDUNDANT.has(part));
      return kept.length === 0 ? "" : ` style="${kept.join(";")}"`;
    })
    .replace("<svg ", `<svg style="font-family: ${FONT_FAMILY}" `);
  for (let before = ""; before !== compact;) { // a group is empty when its groups are
    before = compact;
    compact = compact.replaceAll(/<g(?: [^>]*)?\/>|<g(?: [^>]*)?><\/g>/g, "");
  }
  return compact;
}
