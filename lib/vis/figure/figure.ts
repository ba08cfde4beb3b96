/**
 * Plotly figures that every front end can show.
 *
 * @module
 */
import {
  checkItems,
  checkList,
  checkMembers,
  type Checks,
  describeError,
  isPlain,
  text,
  unexpected,
} from "@convbook/check";
import { JUPYTER_DISPLAY, type MimeBundle, type Shown } from "@convbook/jupyter/displayable";
import { currentWords, separators } from "@convbook/words";
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
export interface Figure extends Shown {
  /** The traces. */
  readonly data: readonly PlotlyData[];
  /** The layout, with the theme's template. */
  readonly layout: Readonly<PlotlyLayout>;
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

const ACTION = "make a figure";
/** More numbers than this make a page of over 100 MB. */
const MOST_ITEMS = 10_000_000;

/**
 * What JSON makes of a value. It has no typed arrays; `NaN` and `Infinity` become `null`, which Plotly
 * leaves out. What JSON would leave out without a word, such as a tensor's values, is refused.
 */
function jsonValue(name: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return jsonValue(name, Array.from(value as Float32Array));
  }
  if (Array.isArray(value)) {
    if (value.length <= MOST_ITEMS) return value;
    throw new RangeError(
      `Cannot ${ACTION}: expected at most ${MOST_ITEMS} items in ${name} but found ${value.length}`,
    );
  }
  const isData = typeof value === "object"
    ? value === null || isPlain(value)
    : ["string", "number", "boolean", "undefined"].includes(typeof value);
  if (isData) return value;
  throw unexpected(ACTION, `${name} of numbers, texts, lists and plain objects`, value);
}

/** The figure as JSON, which is a copy of it too. */
/** How axes and labels write numbers, where that is not Plotly's own way. */
function numberFormat(): PlotlyLayout {
  const { decimal, thousands } = separators(currentWords());
  return decimal + thousands === ".," ? {} : { separators: decimal + thousands };
}

function toJson(data: readonly PlotlyData[], layout: PlotlyLayout): string {
  try {
    return JSON.stringify(
      {
        data,
        layout: { template: TEMPLATE, width: 640, height: 360, ...numberFormat(), ...layout },
      },
      jsonValue,
    );
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith("Cannot ")) throw cause;
    throw new TypeError(
      `Cannot ${ACTION}: expected data and layout as JSON allows but found: ${
        describeError(cause)
      }`,
      { cause },
    );
  }
}

const SPEC: Checks<FigureSpec> = {
  data: (action, _name, data) => {
    checkList(action, "a list of traces as data", data);
    checkItems(
      data,
      isPlain,
      (trace, index) =>
        unexpected(action, "traces as in { y: [1, 2] }", trace, ` at index ${index}`),
    );
  },
  layout: (action, _name, layout) => {
    if (!isPlain(layout)) throw unexpected(action, "a layout as in { width: 300 }", layout);
    const { images = [] } = layout;
    checkList(action, "a list of images in the layout", images);
    checkItems(images, isPlain, (image) => unexpected(action, "images as objects", image));
  },
  text,
};

/**
 * Makes a figure from Plotly's `data` and `layout`.
 *
 * Shown in a notebook it is a bundle of three forms: `application/vnd.plotly.v1+json` (interactive),
 * `image/svg+xml` (static) and `text/plain`. Nothing is fetched from anywhere.
 *
 * @param spec The traces, the layout and the text. It is copied, never changed.
 * @returns The figure, for a cell's last line or `Deno.jupyter.display`.
 * @throws {TypeError} If `data` is empty or holds other than numbers, texts, lists and plain objects,
 * `text` is blank, or an image of the layout is not a data URL.
 * @throws {RangeError} If a list of numbers has more than 10,000,000 of them.
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
export function figure(spec: FigureSpec): Figure {
  checkMembers(ACTION, 'a figure as in { data: [{ y: [1, 2] }], text: "1, 2" }', spec, SPEC);
  const { data = [], layout = {}, text = "" } = spec;
  if (data.length === 0) {
    throw new TypeError("Cannot make a figure: expected at least one trace but found none");
  }
  if (text.trim() === "") {
    throw new TypeError(
      "Cannot make a figure: expected a text that says its numbers but found none",
    );
  }
  for (const { source } of layout.images ?? []) {
    if (source === undefined || String(source).startsWith("data:")) continue;
    // Plotly would wait for it for ever, and all later drawings with it.
    throw unexpected(ACTION, "an image as a data: URL", source);
  }
  const json = toJson(data, layout);
  const copy: { data: PlotlyData[]; layout: PlotlyLayout } = JSON.parse(json);
  const made = { ...copy, text };
  return {
    ...made,
    toSvg: () => drawSvg(json),
    [JUPYTER_DISPLAY]: async (): Promise<MimeBundle> => figureBundle(made, await drawSvg(json)),
  };
}
