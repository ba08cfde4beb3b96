import type { Figure } from "../../lib/vis/mod.ts";

/** Returns the texts beside the ticks of an axis as Plotly drew them. */
export async function ticks(figure: Figure, axis: string): Promise<string[]> {
  const found = (await figure.toSvg()).matchAll(
    new RegExp(`class="${axis}tick"><text[^>]*>([^<]*)</text>`, "g"),
  );
  return Array.from(found, ([, text]) => text.replace("\u2212", "-"));
}
