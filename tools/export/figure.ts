/**
 * Figures: a static picture that a script turns into an interactive one.
 *
 * @module
 */
import { drawSvg } from "../../lib/vis/figure/draw_svg.ts";
import { type Html, jsonScript, markup } from "./html.ts";

/** Plotly's own size for a figure that names none. */
const DEFAULT_SIZE = { width: 700, height: 450 };

/** Alternative texts are read aloud: the rest stands beside the figure. */
const MAX_ALT_LENGTH = 250;

/** A figure as Plotly's MIME type carries it. */
interface PlotlyFigure {
  data: unknown[];
  layout: Record<string, unknown>;
}

/**
 * Shows a Plotly figure. The page has its static picture, and `page.js` draws the interactive one
 * over it; the numbers can be read as text.
 *
 * @param value The value of `application/vnd.plotly.v1+json`.
 * @param svg Its picture, drawn here where the notebook has none.
 * @param text Its numbers.
 * @returns The figure, or `undefined` if the value is no figure that can be drawn.
 *
 * @example
 * ```ts
 * import { showFigure } from "./figure.ts";
 * import { equal, match } from "node:assert/strict";
 *
 * const shown = await showFigure({ data: [{ y: [1, 2] }] }, "<svg/>", "1, 2");
 * match(shown!.text, /^<figure class="plot"/);
 * equal(await showFigure("no figure", undefined, undefined), undefined);
 * ```
 */
export async function showFigure(
  value: unknown,
  svg: string | undefined,
  text: string | undefined,
): Promise<Html | undefined> {
  const figure = readFigure(value);
  if (figure === undefined) return undefined;
  const { width, height } = readSize(figure);
  const picture = svg ??
    await drawSvg(JSON.stringify({ ...figure, layout: { ...figure.layout, width, height } }))
      .catch(() => undefined);
  if (picture === undefined) return undefined;
  const numbers = text !== undefined &&
    markup`<details class="numbers"><summary>Numbers</summary>
<pre class="text">${text}</pre></details>`;
  return markup`<figure class="plot" style="max-width:${width}px" data-height="${height}">
${showImage("image/svg+xml", toBase64(picture), text, { width, height })}
${jsonScript(figure)}
${numbers}
</figure>`;
}

/**
 * Shows a picture. An SVG in an image element cannot run scripts or mix with the page.
 *
 * @param mime Its MIME type.
 * @param base64 Its bytes.
 * @param text What it shows, for those who cannot see it.
 * @param size Its size in px, if it is known.
 * @returns The picture.
 *
 * @example
 * ```ts
 * import { showImage } from "./figure.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(showImage("image/png", "iVBO", "a 7").text, '<img src="data:image/png;base64,iVBO" alt="a 7">');
 * ```
 */
export function showImage(
  mime: string,
  base64: string,
  text: string | undefined,
  size?: { width: number; height: number },
): Html {
  const alt = shorten(text ?? "Output of the cell above");
  const source = `data:${mime};base64,${base64.replaceAll(/\s/g, "")}`;
  const sizes = size && markup` width="${size.width}" height="${size.height}"`;
  return markup`<img src="${source}" alt="${alt}"${sizes}>`;
}

/**
 * Encodes text.
 *
 * @param text The text.
 * @returns Its UTF-8 bytes in base 64.
 *
 * @example
 * ```ts
 * import { toBase64 } from "./figure.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(toBase64("×"), "w5c=");
 * ```
 */
export function toBase64(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}

function readFigure(value: unknown): PlotlyFigure | undefined {
  if (!isObject(value) || !Array.isArray(value.data)) return undefined;
  return { data: value.data, layout: isObject(value.layout) ? value.layout : {} };
}

function readSize({ layout }: PlotlyFigure): { width: number; height: number } {
  const read = (name: "width" | "height") => {
    const size = layout[name];
    return typeof size === "number" && size >= 10 && size <= 4000 ? size : DEFAULT_SIZE[name];
  };
  return { width: read("width"), height: read("height") };
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= MAX_ALT_LENGTH ? line : `${line.slice(0, MAX_ALT_LENGTH)}…`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
