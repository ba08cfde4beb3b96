/**
 * A window without a browser in which Plotly runs: jsdom, with what jsdom leaves out (sizes of
 * texts, lengths of paths and a canvas) put in. Nothing of it reaches the globals of the program.
 *
 * @module
 */
import { type Context, Script } from "node:vm";
// @ts-types="@types/jsdom"
import { type DOMWindow, JSDOM } from "jsdom";
import { type Box, clientBox, ownBox } from "./bounding_box.ts";
import { Canvas, type Pixels, readPixels } from "./canvas.ts";
import { compactSvg } from "./compact_svg.ts";
import { pathLength, pointAtLength } from "./path_length.ts";
import type { PlotlyData, PlotlyLayout } from "./plotly_types.ts";

/** The part of Plotly's interface that draws. Its published types lack `imageDataOnly`. */
interface PlotlyLibrary {
  toImage(
    figure: { data: PlotlyData[]; layout: PlotlyLayout },
    options: { format: "svg"; width?: number; height?: number; imageDataOnly: true },
  ): Promise<string>;
}

/** `getBBox()` and `getBoundingClientRect()` give a box in both of their notations. */
function rectangle(box: Box = { left: 0, top: 0, right: 0, bottom: 0 }) {
  const { left, top, right, bottom } = box;
  return { ...box, x: left, y: top, width: right - left, height: bottom - top };
}

/** Says that a drawing took longer than it may. */
export class DrawingTimeError extends Error {
  override readonly name = "DrawingTimeError";
}

/** Calls a function that stands in the window's globals for the time of a drawing. */
const CALL = new Script("drawFigure()");

/** Plotly in a window of its own. */
export class PlotlyWindow {
  #window: DOMWindow;
  #context: Context;
  #plotly: PlotlyLibrary;
  /** What Plotly drew on canvases for the figure at hand, in the order in which it read them. */
  #canvases: Canvas[] = [];
  /** Stands for a canvas in an SVG, with its number; no text of a figure can hold it by chance. */
  readonly #token = crypto.randomUUID();

  private constructor(dom: JSDOM, plotlySource: string) {
    const { window } = dom;
    this.#window = window;
    this.#context = dom.getInternalVMContext();
    const canvases = new WeakMap<HTMLCanvasElement, Canvas>();
    const images = new WeakMap<object, Pixels>();
    // Plotly asks for the URL of a blob while it loads, and fetches nothing from it.
    window.URL.createObjectURL = () => "blob:none";
    // Without pixelated scaling Plotly draws a heatmap's cells at full size, crisp in every viewer.
    window.CSS = { supports: () => false };
    Object.assign(window.SVGElement.prototype, {
      getBBox(this: SVGElement) {
        return rectangle(ownBox(this));
      },
      getBoundingClientRect(this: SVGElement) {
        return rectangle(clientBox(this));
      },
      getTotalLength(this: SVGElement) {
        return pathLength(this.getAttribute("d") ?? "");
      },
      getPointAtLength(this: SVGElement, length: number) {
        return pointAtLength(this.getAttribute("d") ?? "", length);
      },
    });
    const read = (canvas: Canvas) => `canvas:${this.#token}:${this.#canvases.push(canvas) - 1};`;
    Object.assign(window.HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement) {
        const canvas = canvases.get(this) ?? new Canvas(this, images);
        canvases.set(this, canvas);
        return canvas;
      },
      toDataURL(this: HTMLCanvasElement) {
        return read(canvases.get(this)!);
      },
    });
    // What a trace of the type "image" takes its pixels from. jsdom loads no pictures.
    window.HTMLImageElement.prototype.setAttribute = function (name, value) {
      window.Element.prototype.setAttribute.call(this, name, value);
      if (name !== "src") return;
      readPixels(String(value)).then((pixels) => {
        images.set(this, pixels);
        this.onload?.(new window.Event("load"));
      }, () => this.onerror?.(new window.Event("error")));
    };
    window.eval(plotlySource);
    this.#plotly = window.Plotly;
  }

  /**
   * Loads jsdom's window and Plotly into it.
   *
   * @returns The window, ready to draw.
   */
  static async load(): Promise<PlotlyWindow> {
    const source = await Deno.readTextFile(new URL(import.meta.resolve("plotly.js")));
    return new PlotlyWindow(new JSDOM("<!doctype html>", { runScripts: "outside-only" }), source);
  }

  /**
   * Draws a figure. One at a time: wait for a drawing before you ask for the next.
   *
   * @param json The figure's `data` and `layout` as JSON, so that Plotly gets a copy of its own.
   * @param random What Plotly draws the ids of the SVG from: numbers from 0 to 1.
   * @param seconds How long it may take.
   * @returns The SVG.
   * @throws {DrawingTimeError} If it takes longer. The window cannot be used any more then.
   */
  async draw(json: string, random: () => number, seconds: number): Promise<string> {
    this.#window.Math.random = random;
    this.#canvases = [];
    const figure: { data: PlotlyData[]; layout: PlotlyLayout } = this.#window.JSON.parse(json);
    const { width, height } = figure.layout;
    const svg = await this.#call(
      () => this.#plotly.toImage(figure, { format: "svg", width, height, imageDataOnly: true }),
      seconds,
    );
    const images = await Promise.all(this.#canvases.map((canvas) => canvas.encode()));
    return compactSvg(svg).replaceAll(
      new RegExp(`canvas:${this.#token}:(\\d+);`, "g"),
      (_, index) => `data:image/png;base64,${images[index].toBase64()}`,
    );
  }

  /**
   * Calls a function and ends it after a time. Plotly has no limits of its own: an axis with a tick
   * for each millisecond of a year keeps it busy for minutes, and nothing else can be done meanwhile.
   * It also waits for ever, if idly, for a picture that does not come.
   */
  async #call(drawFigure: () => Promise<string>, seconds: number): Promise<string> {
    const late = (cause?: unknown) =>
      new DrawingTimeError(
        `expected Plotly to take at most ${seconds} s but found it unfinished`,
        { cause },
      );
    this.#window.drawFigure = drawFigure;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const drawing: Promise<string> = CALL.runInContext(this.#context, {
        timeout: seconds * 1000,
      });
      const end = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(late()), seconds * 1000);
      });
      return await Promise.race([drawing, end]);
    } catch (cause) {
      const isEnded = (cause as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
      throw isEnded ? late(cause) : cause;
    } finally {
      clearTimeout(timer);
    }
  }
}
