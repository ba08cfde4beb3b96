/**
 * Showing what a model takes images for.
 *
 * @module
 */
import { checkedLater, checkMembers, type Checks, describeValue, readTexts } from "@convbook/check";
import { readMatrix, type Tensor2D } from "@convbook/tensors";
import { formatLabel, formatPercent } from "../text/format.ts";
import { textTable } from "../text/text_table.ts";
import { type Figure, figure } from "../figure/figure.ts";
import type { PlotlyData, PlotlyLayout } from "../figure/plotly_types.ts";
import { COLOURS } from "../figure/theme.ts";
import { argMax, type ClassList, readClasses } from "@convbook/metrics/labels";
import { currentWords } from "@convbook/words";
import { type ImagesLike, type Picture, readPictures } from "../images/picture.ts";

/** How predictions are shown. */
export interface PredictionsOptions {
  /**
   * What each image is: class numbers, or one-hot rows. The bar of a wrong prediction is then red.
   */
  labels?: ClassList;
  /** The classes' names. Their numbers if left out. */
  classNames?: readonly string[];
}

const ACTION = "show predictions";
const OPTIONS: Checks<PredictionsOptions> = { labels: checkedLater, classNames: checkedLater };
const MOST_IMAGES = 20;
/** Sizes in px: of one image with its bars, and of the image's side. */
const CELL = { width: 350, height: 130 };
const SIDE = 84; // three times a digit's 28
const MARGIN = { l: 10, r: 20, t: 26, b: 26 };
const COLUMNS = 2;

/** One image, what it is taken for, and what it is. */
interface Prediction {
  picture: Picture;
  probabilities: number[];
  predicted: number;
  label: number | undefined;
}

function titleOf({ probabilities, predicted, label }: Prediction, names: readonly string[]) {
  const taken = `${names[predicted]} (${formatPercent(probabilities[predicted])})`;
  return label === undefined || label === predicted
    ? taken
    : currentWords().figures.is(taken, names[label]);
}

function readPredictions(
  images: ImagesLike,
  probabilities: readonly ArrayLike<number>[] | Tensor2D,
  options: PredictionsOptions,
): { predictions: Prediction[]; names: readonly string[] } {
  checkMembers(ACTION, "options as in { labels: [7] }", options, OPTIONS);
  const pictures = readPictures(ACTION, images);
  const rows = readMatrix(ACTION, probabilities);
  const names = options.classNames === undefined
    ? rows[0].map((_, index) => String(index))
    : readTexts(ACTION, "classNames", options.classNames, rows[0].length);
  const labels = options.labels === undefined
    ? undefined
    : readClasses(ACTION, "labels", options.labels).numbers;
  const check = (what: string, expected: number, found: number) => {
    if (expected === found) return;
    throw new TypeError(`Cannot ${ACTION}: expected ${expected} ${what} but found ${found}`);
  };
  check("rows of probabilities", pictures.length, rows.length);
  if (labels !== undefined) check("labels", pictures.length, labels.length);
  if (pictures.length > MOST_IMAGES) {
    throw new RangeError(
      `Cannot ${ACTION}: expected at most ${MOST_IMAGES} images but found ${pictures.length}`,
    );
  }
  const predictions = pictures.map((picture, index) => {
    const row = rows[index];
    const label = labels?.[index];
    if (label !== undefined && names[label] === undefined) {
      throw new RangeError(
        `Cannot ${ACTION}: expected labels from 0 to ${names.length - 1} but found ${
          describeValue(label)
        } ` +
          `at index ${index}`,
      );
    }
    const wrong = row.findIndex((value) => !(value >= 0 && value <= 1));
    if (wrong !== -1) {
      throw new RangeError(
        `Cannot ${ACTION}: expected probabilities from 0 to 1 but found ${
          describeValue(row[wrong])
        } ` +
          `in row ${index}`,
      );
    }
    return { picture, probabilities: row, predicted: argMax(row), label };
  });
  return { predictions, names };
}

/** The brightness of a picture's pixels, from 0 to 255. */
function brightness({ height, width, channels, values }: Picture): number[][] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const pixel = values.subarray((y * width + x) * channels, (y * width + x + 1) * channels);
      return Math.round(pixel.reduce((sum, value) => sum + value, 0) / channels);
    }));
}

/** Blue for the prediction, or red where it is wrong and green for what was right; grey else. */
function barColours({ probabilities, predicted, label }: Prediction): string[] {
  const isWrong = label !== undefined && label !== predicted;
  return probabilities.map((_, index) => {
    if (index === predicted) return isWrong ? COLOURS.vermilion : COLOURS.blue;
    return index === label ? COLOURS.green : "#999999";
  });
}

/**
 * Shows images with the probability that a model gives to each class as bars beside them.
 *
 * The bar of the prediction is blue. Where labels are given and the prediction is wrong, its bar is
 * red and that of the label green.
 *
 * @param images The images, as for `imageGrid`; at most 20. Colours are shown as their brightness.
 * @param probabilities For each image a probability from 0 to 1 for each class: a row each, or a
 * tensor `[images, classes]`, which stays with the caller.
 * @param options The labels and the classes' names.
 * @returns The figure.
 * @throws {TypeError} If images, probabilities, labels or names differ in number, are malformed, or
 * an option is unknown.
 * @throws {RangeError} If a probability or a label is out of range, or there are too many images.
 *
 * @example
 * ```ts
 * import { show } from "convbook/vis";
 * import { equal } from "node:assert/strict";
 *
 * const shown = show.predictions([[[0, 1]]], [[0.25, 0.75]], { classNames: ["cat", "dog"], labels: [0] });
 * equal(shown.text, "image  prediction          cat   dog\n0      dog (75 %), is cat  0.25  0.75");
 * ```
 */
export function predictions(
  images: ImagesLike,
  probabilities: readonly ArrayLike<number>[] | Tensor2D,
  options: PredictionsOptions = {},
): Figure {
  const { predictions, names } = readPredictions(images, probabilities, options);
  const columns = Math.min(COLUMNS, predictions.length);
  const rows = Math.ceil(predictions.length / columns);
  const [width, height] = [columns * CELL.width, rows * CELL.height];
  const layout: PlotlyLayout = {
    width: width + MARGIN.l + MARGIN.r,
    height: height + MARGIN.t + MARGIN.b,
    margin: MARGIN,
    showlegend: false,
    annotations: [],
  };
  const data: PlotlyData[] = [];
  predictions.forEach((prediction, index) => {
    const [left, top] = [index % columns * CELL.width, Math.floor(index / columns) * CELL.height];
    const across = (from: number, to: number) => [(left + from) / width, (left + to) / width];
    const down = (from: number, to: number) => [1 - (top + to) / height, 1 - (top + from) / height];
    const [image, bars] = [2 * index + 1, 2 * index + 2].map((n) => n === 1 ? "" : String(n));
    const hidden = { automargin: false, visible: false };
    Object.assign(layout, {
      [`xaxis${image}`]: { ...hidden, anchor: `y${image}`, domain: across(0, SIDE) },
      [`yaxis${image}`]: {
        ...hidden,
        anchor: `x${image}`,
        domain: down(0, SIDE),
        autorange: "reversed",
        scaleanchor: `x${image}`, // pixels are square
      },
      [`xaxis${bars}`]: {
        automargin: false,
        anchor: `y${bars}`,
        domain: across(SIDE + 20, CELL.width - 20),
        type: "category",
        dtick: 1,
        ticks: "",
      },
      [`yaxis${bars}`]: { ...hidden, anchor: `x${bars}`, domain: down(0, SIDE), range: [0, 1] },
    });
    data.push(
      {
        type: "heatmap",
        xaxis: `x${image}`,
        yaxis: `y${image}`,
        z: brightness(prediction.picture),
        zmin: 0,
        zmax: 255,
        colorscale: [[0, "#000000"], [1, "#ffffff"]],
        showscale: false,
        hoverinfo: "skip",
      } as PlotlyData,
      {
        type: "bar",
        xaxis: `x${bars}`,
        yaxis: `y${bars}`,
        x: [...names],
        y: prediction.probabilities,
        marker: { color: barColours(prediction) },
        hovertemplate: "%{x}: %{y:.4g}<extra></extra>",
      } as PlotlyData,
    );
    layout.annotations!.push({
      text: titleOf(prediction, names),
      showarrow: false,
      xref: "paper",
      yref: "paper",
      x: across(SIDE + 20, 0)[0],
      y: down(0, 0)[0],
      xanchor: "left",
      yanchor: "bottom",
    });
  });
  const words = currentWords().figures;
  const text = textTable(
    [words.image, words.prediction, ...names],
    predictions.map((prediction, index) => [
      String(index),
      titleOf(prediction, names),
      ...prediction.probabilities.map(formatLabel),
    ]),
  );
  return figure({ data, layout, text });
}
