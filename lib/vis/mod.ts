/**
 * Looking into data, models and training from a notebook: figures, tables and galleries that every
 * front end can show.
 *
 * `render` draws given numbers, `show` looks into data, models and training, and `metrics` measures
 * predictions. The names are those of tfjs-vis, without its container argument: each function returns
 * something to show, as a cell's last line. All figures are made by `figure`, all galleries by
 * `imageGrid`. Nothing is fetched from anywhere, and what draws is loaded at the first drawing.
 *
 * @module
 */
export {
  type Displayable,
  JUPYTER_DISPLAY,
  type MimeBundle,
  type Shown,
} from "@convbook/jupyter/displayable";
export { type Figure, figure, type FigureSpec } from "./figure/figure.ts";
export type { PlotlyData, PlotlyLayout } from "./figure/plotly_types.ts";
export { type ImageGrid, imageGrid, type ImageGridOptions } from "./images/image_grid.ts";
export type { ImageLike, ImagesLike } from "./images/picture.ts";
export type { DigitSource } from "./input/digit_source.ts";
export type { Tensor } from "@convbook/tensors";
export { showExamples } from "./show/examples.ts";
export * as metrics from "@convbook/metrics";
export * as render from "./render/mod.ts";
export * as show from "./show/mod.ts";
