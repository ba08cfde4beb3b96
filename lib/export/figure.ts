/**
 * Figures: a static picture that a script turns into an interactive one.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { formatWhole, type Words } from "@convbook/words";
import { makeDataUrl } from "./data_url.ts";
import { drawPicture, NotDrawnError } from "./draw_picture.ts";
import { type Html, jsonScript, markup } from "./html.ts";
import { NO_NEEDS, type Shown } from "./needs.ts";
import { Reason } from "./reason.ts";
import { showAsItIs, showBeginning } from "./text_output.ts";

/** Plotly's own size for a figure that names none. */
const DEFAULT_SIZE = { width: 700, height: 450 };

/** A longer picture (in characters) is left out of the page. */
const MAX_PICTURE_LENGTH = 3_000_000;

/** Alternative texts are read aloud: the rest stands beside the figure. */
const MAX_ALT_LENGTH = 250;

/** What the pages' Plotly draws (its cartesian bundle). It takes other types for scatter plots. */
export const TRACE_TYPES: readonly string[] = [
  "bar",
  "box",
  "contour",
  "heatmap",
  "histogram",
  "histogram2d",
  "histogram2dcontour",
  "image",
  "pie",
  "scatter",
  "scatterternary",
  "violin",
];

/** A figure as Plotly's MIME type carries it. */
interface PlotlyFigure {
  data: unknown[];
  layout: Record<string, unknown>;
  frames?: unknown[];
}

/**
 * Shows a Plotly figure. The page has its static picture, and `figures.js` draws the interactive
 * one over it, if it can draw it; the numbers can be read as text. Where drawing the picture took too
 * much, the page has a note instead and draws the figure only if the reader wishes.
 *
 * @param value The value of `application/vnd.plotly.v1+json`.
 * @param svg Its picture, drawn here where the notebook has none.
 * @param text Its numbers.
 * @param words The words of the page.
 * @returns The figure, or why it cannot be shown.
 *
 * @example
 * ```ts
 * import { showFigure } from "./figure.ts";
 * import { Reason } from "./reason.ts";
 * import { EN } from "@convbook/words";
 * import { equal, match, ok } from "node:assert/strict";
 *
 * const shown = await showFigure({ data: [{ y: [1, 2] }] }, "<svg/>", "1, 2", EN);
 * ok(!(shown instanceof Reason));
 * match(shown.content.text, /^<figure class="plot"/);
 * equal(shown.needs.hasFigures, true);
 * const reason = await showFigure("nonsense", undefined, undefined, EN);
 * equal(reason instanceof Reason && reason.in(EN), "it is not a figure");
 * ```
 */
export async function showFigure(
  value: unknown,
  svg: string | undefined,
  text: string | undefined,
  words: Words,
): Promise<Shown | Reason> {
  const figure = readFigure(value);
  if (figure === undefined) return new Reason(({ reasons }) => reasons.noFigure);
  const size = readSize(figure);
  const obstacle = findObstacle(figure);
  if (obstacle !== undefined && svg === undefined) return obstacle;
  const picture = await findPicture(figure, svg, size).catch((error) => error as Error);
  const isMissing = picture instanceof Error;
  if (isMissing && !(picture instanceof NotDrawnError)) {
    return new Reason(({ reasons }) => reasons.notDrawable);
  }
  if (isMissing && obstacle !== undefined) return picture.reason;
  const alt = text ?? words.pages.outputAbove;
  const shown = isMissing
    ? markup`<p class="note">${words.notes.noPicture(picture.reason.in(words))}</p>`
    : showImage(makeDataUrl("image/svg+xml", picture), alt, size);
  const numbers = text !== undefined &&
    markup`<details class="numbers"><summary>${words.pages.numbers}</summary>
${await showBeginning(text, showAsItIs, words)}</details>`;
  if (obstacle !== undefined) {
    const content = markup`<figure class="plot still" style="max-width:${size.width}px">
${shown}
<p class="note">${words.notes.onlyPicture(obstacle.in(words))}</p>
${numbers}
</figure>`;
    return { content, needs: NO_NEEDS };
  }
  const content =
    markup`<figure class="plot" style="max-width:${size.width}px" data-height="${size.height}"${
      isMissing && markup` aria-label="${shorten(alt)}"`
    }>
${shown}
${jsonScript(figure)}
${numbers}
</figure>`;
  return { content, needs: { ...NO_NEEDS, hasFigures: true } };
}

/** Draws the picture if there is none. */
async function findPicture(
  figure: PlotlyFigure,
  svg: string | undefined,
  size: { width: number; height: number },
): Promise<string> {
  const picture = svg ??
    await drawPicture(JSON.stringify({ ...figure, layout: { ...figure.layout, ...size } }));
  if (picture.length <= MAX_PICTURE_LENGTH) return picture;
  throw new NotDrawnError(
    new Reason((words) => words.reasons.longPicture(formatWhole(picture.length, words))),
  );
}

/**
 * Shows a picture. An SVG in an image element cannot run scripts or mix with the page.
 *
 * @param url Its data URL.
 * @param text What it shows, for those who cannot see it.
 * @param size Its size in px, if it is known.
 * @returns The picture.
 *
 * @example
 * ```ts
 * import { showImage } from "./figure.ts";
 * import { equal } from "node:assert/strict";
 *
 * const url = "data:image/png;base64,iVBO";
 * equal(showImage(url, "a 7").text, `<img src="${url}" alt="a 7">`);
 * ```
 */
export function showImage(
  url: string,
  text: string,
  size?: { width: number; height: number },
): Html {
  const alt = shorten(text);
  const sizes = size && markup` width="${size.width}" height="${size.height}"`;
  return markup`<img src="${url}" alt="${alt}"${sizes}>`;
}

function readFigure(value: unknown): PlotlyFigure | undefined {
  if (!isObject(value) || !Array.isArray(value.data)) return undefined;
  return {
    data: value.data,
    layout: isObject(value.layout) ? value.layout : {},
    frames: Array.isArray(value.frames) ? value.frames : undefined,
  };
}

/** Tells why a page cannot draw a figure as it is. */
function findObstacle({ data, layout }: PlotlyFigure): Reason | undefined {
  const types = data.filter(isObject).map(({ type = "scatter" }) => type ?? "scatter");
  const other = types.find((type) => typeof type !== "string" || !TRACE_TYPES.includes(type));
  if (other !== undefined) {
    const name = typeof other === "string" && /^\w{1,40}$/.test(other)
      ? other
      : describeValue(other);
    return new Reason(({ reasons }) => reasons.unknownTrace(name));
  }
  const images = Array.isArray(layout.images) ? layout.images.filter(isObject) : [];
  // Nor does Plotly without a browser: it would wait for them for ever.
  const isElsewhere = images.some(({ source }) =>
    typeof source === "string" && !source.startsWith("data:")
  );
  return isElsewhere ? new Reason(({ reasons }) => reasons.imagesElsewhere) : undefined;
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
