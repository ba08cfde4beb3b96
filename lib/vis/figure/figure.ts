/**
 * Plotly figures that every front end can show.
 *
 * @module
 */
import { type Displayable, JUPYTER_DISPLAY, type MimeBundle } from "@convbook/jupyter/displayable";
import { drawSvg } from "./draw_svg.ts";
import type { PlotlyData, PlotlyLayout } from "./plotly_types.ts";
import { TEMPLATE } from "./theme.ts";

/** What a figure shows. */
export interface FigureSpec {
  /** The traces. Numbers may stand in typed arrays; `NaN` and `Infinity` leave a gap. */
  data: PlotlyData[];
  /** The layout. 640 × 360 px if it names no `width` and `height`; our theme's template is added. */
  layout?: PlotlyLayout;
  /** The figure in words and numbers, for a front end that draws neither Plotly nor SVG. */
  text: string;
}

/** A Plotly figure: interactive where a front end knows Plotly, a static SVG elsewhere, or text. */
export interface Figure extends Displayable {
  /** The traces. */
  readonly data: readonly PlotlyData[];
  /** The layout, with the theme's template. */
  readonly layout: Readonly<PlotlyLayout>;
  /** The figure in words and numbers. */
  readonly text: string;
  /**
   * Draws the figure as SVG, by Plotly itself and without a browser. The first drawing loads Plotly.
   *
   * @returns The SVG: always the same bytes for the same figure.
   */
  toSvg(): Promise<string>;
}

/**
 * Describes a figure as a MIME bundle.
 *
 * @param figure The figure's traces, layout and text.
 * @param svg The figure as SVG.
 * @returns The bundle.
 */
export function figureBundle(
  { data, layout, text }: Pick<Figure, "data" | "layout" | "text">,
  svg: string,
): MimeBundle {
  return {
    "application/vnd.plotly.v1+json": {
      data,
      layout,
      config: { displaylogo: false }, // the logo is a link to a web site
    },
    "image/svg+xml": svg,
    "text/plain": text,
  };
}

/** JSON has no typed arrays. `NaN` and `Infinity` become `null`, which Plotly leaves out. */
const plainArrays = (_key: string, value: unknown) =>
  ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;

/**
 * Makes a figure from Plotly's `data` and `layout`.
 *
 * Shown in a notebook it is a bundle of three forms: `application/vnd.plotly.v1+json` (interactive),
 * `image/svg+xml` (static) and `text/plain`. Nothing is fetched from anywhere.
 *
 * @param spec The traces, the layout and the text. It is copied, never changed.
 * @returns The figure, for a cell's last line or `Deno.jupyter.display`.
 * @throws {TypeError} If `data` is empty, `text` is blank, or an image of the layout is no data URL.
 *
 * @example
 * ```ts
 * import { figure } from "convbook/vis";
 * import { equal, match } from "node:assert/strict";
 *
 * const losses = figure({
 *   data: [{ type: "scatter", y: [2.3, 0.9, 0.4] }],
 *   layout: { width: 400, height: 250, yaxis: { title: { text: "loss" } } },
 *   text: "loss: 2.3, 0.9, 0.4",
 * });
 * match(await losses.toSvg(), /^<svg .* width="400" height="250"/);
 * ```
 */
export function figure({ data, layout = {}, text }: FigureSpec): Figure {
  if (data.length === 0) {
    throw new TypeError("Cannot make a figure: expected at least one trace but found none");
  }
  if (text.trim() === "") {
    throw new TypeError(
      "Cannot make a figure: expected a text that says its numbers but found none",
    );
  }
  for (const { source } of layout.images ?? []) {
    if (source === undefined || source.startsWith("data:")) continue;
    // Plotly would wait for it for ever, and all later drawings with it.
    throw new TypeError(
      `Cannot make a figure: expected an image as a data: URL but found ${source}`,
    );
  }
  const json = JSON.stringify(
    { data, layout: { template: TEMPLATE, width: 640, height: 360, ...layout } },
    plainArrays,
  );
  const copy: { data: PlotlyData[]; layout: PlotlyLayout } = JSON.parse(json);
  const spec = { ...copy, text };
  return {
    ...spec,
    toSvg: () => drawSvg(json),
    [JUPYTER_DISPLAY]: async (): Promise<MimeBundle> => figureBundle(spec, await drawSvg(json)),
  };
}
