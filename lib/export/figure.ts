/**
 * Figures: a static picture that a script turns into an interactive one.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { formatWhole, type Words } from "@convbook/words";
import { makeDataUrl } from "./data_url.ts";
import { drawPicture } from "./draw_picture.ts";
import { NotDrawnError } from "./drawing_program.ts";
import { type Html, jsonScript, markup } from "./html.ts";
import { NO_NEEDS, type Shown } from "./needs.ts";
import { Reason } from "./reason.ts";
import { showAsItIs, showBeginning } from "./text_output.ts";

/** Without a browser, Plotly fails where it may draw in one. That takes no longer than others. */
const NOT_DRAWABLE = new Reason(({ reasons }) => reasons.notDrawable);

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

/** The same traces, drawn with WebGL for their number: their picture looks the same. */
const WEBGL = /gl$/;

/** A figure as Plotly's MIME type carries it. */
interface PlotlyFigure {
  data: unknown[];
  layout: Record<string, unknown>;
  frames?: unknown[];
}

/** The pictures of a figure that its notebook holds, as data URLs. */
export interface FigurePictures {
  /** Drawn by Plotly. */
  svg?: string;
  /** Of pixels. */
  other?: string;
}

/**
 * Shows a Plotly figure. The page has its static picture, and `figures.js` draws the interactive
 * one over it, if it can draw it; the numbers can be read as text. Where drawing the picture took too
 * much, the page has a note instead and draws the figure only if the reader wishes.
 *
 * @param value The value of `application/vnd.plotly.v1+json`.
 * @param pictures Its pictures; one is drawn here where the notebook has none in SVG.
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
 * const shown = await showFigure({ data: [{ y: [1, 2] }] }, { svg: "data:," }, "1, 2", EN);
 * ok(!(shown instanceof Reason));
 * match(shown.content.text, /^<figure class="plot"/);
 * equal(shown.needs.hasFigures, true);
 * const reason = await showFigure("nonsense", {}, undefined, EN);
 * equal(reason instanceof Reason && reason.in(EN), "it is not a figure");
 * ```
 */
export async function showFigure(
  value: unknown,
  pictures: FigurePictures,
  text: string | undefined,
  words: Words,
): Promise<Shown | Reason> {
  const figure = readFigure(value);
  if (figure === undefined) return new Reason(({ reasons }) => reasons.noFigure);
  const size = readSize(figure);
  const obstacle = findObstacle(figure);
  if (obstacle !== undefined && pictures.svg === undefined) return obstacle;
  const picture = await findPicture(figure, pictures, size);
  const isMissing = picture instanceof Reason;
  if (isMissing && obstacle !== undefined) return picture;
  const alt = text ?? words.pages.outputAbove;
  const shown = isMissing
    ? markup`<p class="note">${words.notes.noPicture(picture.in(words))}</p>`
    : showImage(picture, alt, size);
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
      isMissing && picture === NOT_DRAWABLE && markup` data-draws`
    }${isMissing && markup` aria-label="${shorten(alt)}"`}>
${shown}
${jsonScript(figure)}
${numbers}
</figure>`;
  return { content, needs: { ...NO_NEEDS, hasFigures: true } };
}

/** Draws the picture if there is none; tells why a figure stays without one. */
async function findPicture(
  figure: PlotlyFigure,
  pictures: FigurePictures,
  size: { width: number; height: number },
): Promise<string | Reason> {
  const json = JSON.stringify({ ...figure, layout: { ...figure.layout, ...size } });
  try {
    const picture = pictures.svg ?? makeDataUrl("image/svg+xml", await drawPicture(json));
    if (picture.length <= MAX_PICTURE_LENGTH) return picture;
    return pictures.other ??
      new Reason((words) => words.reasons.longPicture(formatWhole(picture.length, words)));
  } catch (error) {
    return pictures.other ?? (error instanceof NotDrawnError ? error.reason : NOT_DRAWABLE);
  }
}

/** How a picture is shown, where its author has said so. */
export interface ImageLook {
  /** Its width in px. */
  width?: number;
  /** Its height in px. */
  height?: number;
  /** Whether it may be wider than the page. */
  isUnconfined?: boolean;
  /** What it needs behind it, if that is not white. */
  background?: "dark";
}

/**
 * Shows a picture. An SVG in an image element cannot run scripts or mix with the page.
 *
 * @param url Its data URL.
 * @param text What it shows, for those who cannot see it.
 * @param look How it is shown, if that is known.
 * @returns The picture.
 *
 * @example
 * ```ts
 * import { showImage } from "./figure.ts";
 * import { equal } from "node:assert/strict";
 *
 * const url = "data:image/png;base64,iVBO";
 * equal(showImage(url, "a 7").text, `<img src="${url}" alt="a 7">`);
 * equal(showImage(url, "a", { width: 9 }).text, `<img src="${url}" alt="a" width="9">`);
 * ```
 */
export function showImage(url: string, text: string, look: ImageLook = {}): Html {
  const { width, height, isUnconfined = false, background } = look;
  const classes = [isUnconfined && "unconfined", background && `on-${background}`]
    .filter((name) => typeof name === "string");
  // The height follows the width, which a narrow window bounds.
  const style = height === undefined
    ? undefined
    : width === undefined
    ? `height:${height}px;object-fit:contain`
    : `aspect-ratio:${width}/${height}`;
  return markup`<img src="${url}" alt="${shorten(text)}"${
    classes.length > 0 && markup` class="${classes.join(" ")}"`
  }${width !== undefined && markup` width="${width}"`}${
    height !== undefined && markup` height="${height}"`
  }${style !== undefined && markup` style="${style}"`}>`;
}

function readFigure(value: unknown): PlotlyFigure | undefined {
  if (!isObject(value) || !Array.isArray(value.data)) return undefined;
  return {
    data: value.data.map(drawWithoutWebgl),
    layout: isObject(value.layout) ? value.layout : {},
    frames: Array.isArray(value.frames) ? value.frames : undefined,
  };
}

function drawWithoutWebgl(trace: unknown): unknown {
  if (!isObject(trace) || typeof trace.type !== "string") return trace;
  const type = trace.type.replace(WEBGL, "");
  return TRACE_TYPES.includes(type) ? { ...trace, type } : trace;
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
