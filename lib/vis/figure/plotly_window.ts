/**
 * A window without a browser in which Plotly runs: jsdom, with what jsdom leaves out (sizes of texts
 * and a canvas) put in. Nothing of it reaches the globals of the program.
 *
 * @module
 */
// @ts-types="@types/jsdom"
import { type DOMWindow, JSDOM } from "jsdom";
import { type Box, clientBox, ownBox } from "./bounding_box.ts";
import { Canvas } from "./canvas.ts";
import { compactSvg } from "./compact_svg.ts";
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

/** Plotly in a window of its own. */
export class PlotlyWindow {
  #window: DOMWindow;
  #plotly: PlotlyLibrary;
  /** What Plotly drew on canvases for the figure at hand, in the order in which it read them. */
  #canvases: Canvas[] = [];
  /** Stands for a canvas in an SVG, with its number; no text of a figure can hold it by chance. */
  readonly #token = crypto.randomUUID();

  private constructor(window: DOMWindow, plotlySource: string) {
    this.#window = window;
    const canvases = new WeakMap<HTMLCanvasElement, Canvas>();
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
    });
    const read = (canvas: Canvas) => `canvas:${this.#token}:${this.#canvases.push(canvas) - 1};`;
    Object.assign(window.HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement) {
        const canvas = canvases.get(this) ?? new Canvas(this);
        canvases.set(this, canvas);
        return canvas;
      },
      toDataURL(this: HTMLCanvasElement) {
        return read(canvases.get(this)!);
      },
    });
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
    const { window } = new JSDOM("<!doctype html>", { runScripts: "outside-only" });
    return new PlotlyWindow(window, source);
  }

  /**
   * Draws a figure. One at a time: wait for a drawing before you ask for the next.
   *
   * @param json The figure's `data` and `layout` as JSON, so that Plotly gets a copy of its own.
   * @param random What Plotly draws the ids of the SVG from: numbers from 0 to 1.
   * @returns The SVG.
   */
  async draw(json: string, random: () => number): Promise<string> {
    this.#window.Math.random = random;
    this.#canvases = [];
    const figure: { data: PlotlyData[]; layout: PlotlyLayout } = this.#window.JSON.parse(json);
    const { width, height } = figure.layout;
    const svg = await this.#plotly.toImage(figure, {
      format: "svg",
      width,
      height,
      imageDataOnly: true,
    });
    const images = await Promise.all(this.#canvases.map((canvas) => canvas.encode()));
    return compactSvg(svg).replaceAll(
      new RegExp(`canvas:${this.#token}:(\\d+);`, "g"),
      (_, index) => `data:image/png;base64,${images[index].toBase64()}`,
    );
  }
}
