/**
 * Drawing metrics by epoch: the chart of a history and of a training under way.
 *
 * @module
 */
import { currentWords } from "@convbook/words";
import { formatNumber } from "../text/format.ts";
import type { MetricPanel } from "./metric_panels.ts";
import { nonFiniteNote, type Point2D, seriesTable } from "../input/series.ts";
import { type Figure, figure } from "../figure/figure.ts";
import { notDrawnNote } from "../figure/not_drawn.ts";
import type { PlotlyData, PlotlyLayout } from "../figure/plotly_types.ts";
import { COLOURS, GRID_COLOUR } from "../figure/theme.ts";

/** What a chart of training shows besides its panels. */
export interface TrainingChartOptions {
  /** The line above the chart. */
  title: string;
  /** The last epoch that the x axis has room for. The last one that was logged if left out. */
  epochs?: number;
  /** The loss of each batch, drawn behind the panel of the loss. */
  batchLosses?: readonly Point2D[];
  /** The last batch's loss, which stands in the text until an epoch has ended. */
  lastBatchLoss?: number;
  /** How much of the training is done, from 0 to 1, as a bar above the chart. None if left out. */
  share?: number;
  /** Whether the axis of an accuracy fits its values rather than spanning 0 to 1. */
  zoomToFitAccuracy?: boolean;
}

const WIDTH = 760;
const PANEL_HEIGHT = 230;
const MARGIN = { l: 56, r: 24, t: 76, b: 48 };
/** Room above the chart for the bar of progress. */
const BAR_ROOM = 20;
const ROW_GAP = 84;
const BATCH_COLOUR = "#9CC3DF";
const BAND_COLOUR = "#D5EEE5";
/** Beyond so many epochs the points are not marked, only joined. */
const MOST_MARKED = 25;
/** Distances from the chart's upper edge in px. */
const BAR_TOP = 40;
const BAR_BOTTOM = 46;
const LEGEND_TOP = 30;

/** Whole epochs between two ticks, so that at most ten stand on an axis. */
function tickStep(epochs: number): number {
  return [1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => epochs / step <= 10) ?? 1000;
}

/** Where panel `index` of `count` stands: two in a row, shares of the plot's width and height. */
function panelDomain(index: number, count: number, plotHeight: number) {
  const columns = Math.min(2, count);
  const [column, row] = [index % columns, Math.floor(index / columns)];
  const width = (1 - 0.11 * (columns - 1)) / columns;
  const top = 1 - row * (PANEL_HEIGHT + ROW_GAP) / plotHeight;
  const x: [number, number] = [column * (1 - width), column * (1 - width) + width];
  const y: [number, number] = [Math.max(0, top - PANEL_HEIGHT / plotHeight), top];
  return { x, y };
}

/** The last values of a panel's lines, as in `loss 0.35 · val_loss 0.42`. */
function lastValues({ metric, lines }: MetricPanel): string {
  const last = Object.values(lines)
    .filter((series) => series !== undefined && series.points.length > 0)
    .map(({ name, points }) => `${name} ${formatNumber(points[points.length - 1].y)}`);
  return last.length === 0 ? metric : last.join(" · ");
}

/** The traces of one panel, on the axes with the given suffix. Adds to the parts in the legend. */
function panelTraces(
  panel: MetricPanel,
  suffix: string,
  batchLosses: readonly Point2D[],
  inLegend: Set<string>,
): PlotlyData[] {
  const axes = { type: "scatter", xaxis: `x${suffix}`, yaxis: `y${suffix}` } as const;
  const words = currentWords().training;
  const traces: PlotlyData[] = [];
  if (panel.metric === "loss" && batchLosses.length > 0) {
    traces.push({
      ...axes,
      mode: "lines",
      name: words.eachBatch,
      x: batchLosses.map(({ x }) => x),
      y: batchLosses.map(({ y }) => y),
      line: { color: BATCH_COLOUR, width: 1.5 },
      hoverinfo: "skip",
    });
  }
  const colours = { training: COLOURS.blue, validation: COLOURS.orange };
  for (const part of ["training", "validation"] as const) {
    const series = panel.lines[part];
    if (series === undefined) continue;
    traces.push({
      ...axes,
      mode: series.points.length > MOST_MARKED ? "lines" : "lines+markers",
      name: words[part],
      legendgroup: part,
      showlegend: !inLegend.has(part), // one entry for all panels
      x: series.points.map(({ x }) => x),
      y: series.points.map(({ y }) => y),
      line: { color: colours[part] },
      marker: { symbol: part === "training" ? "circle" : "diamond", size: 6 },
      hovertemplate: `${series.name} %{y:.4g}<extra>${words.epoch} %{x}</extra>`,
    });
    inLegend.add(part);
  }
  if (panel.expected !== undefined) {
    const { name, band } = panel.expected;
    traces.push({ // stands for the band in the legend
      ...axes,
      mode: "markers",
      name: words.expected(name, formatNumber(band[0]), formatNumber(band[1])),
      x: [null],
      y: [null],
      marker: { symbol: "square", size: 12, color: BAND_COLOUR },
    });
  }
  return traces;
}

function bandShape(panel: MetricPanel, suffix: string): NonNullable<PlotlyLayout["shapes"]> {
  if (panel.expected === undefined) return [];
  const [low, high] = panel.expected.band;
  return [{
    type: "rect",
    // Plotly's types do not know that an axis' whole length can be named.
    xref: `x${suffix} domain` as "paper",
    yref: `y${suffix}` as "y",
    x0: 0,
    x1: 1,
    y0: low,
    y1: high,
    fillcolor: BAND_COLOUR,
    line: { width: 0 },
    layer: "below",
  }];
}

/** A bar over the whole width: what is done, on a ground of what is to do. */
function progressBar(
  share: number,
  fromTop: (px: number) => number,
): NonNullable<PlotlyLayout["shapes"]> {
  const part = (x1: number, fillcolor: string) => ({
    type: "rect" as const,
    xref: "paper" as const,
    yref: "paper" as const,
    x0: 0,
    x1,
    y0: fromTop(BAR_BOTTOM),
    y1: fromTop(BAR_TOP),
    fillcolor,
    line: { width: 0 },
  });
  return [part(1, GRID_COLOUR), part(share, COLOURS.blue)];
}

function panelAxes(
  panel: MetricPanel,
  suffix: string,
  domain: { x: [number, number]; y: [number, number] },
  [firstEpoch, lastEpoch]: readonly [number, number],
  { batchLosses = [], zoomToFitAccuracy = false }: TrainingChartOptions,
): PlotlyLayout {
  const isAccuracy = /acc/i.test(panel.metric);
  const accuracyRange = zoomToFitAccuracy ? {} : { range: [0, 1.02] };
  const room = Math.max(0.15, 0.04 * (lastEpoch - firstEpoch)); // beside the first and the last point
  const hasBatches = panel.metric === "loss" && batchLosses.length > 0;
  return {
    [`xaxis${suffix}`]: {
      anchor: `y${suffix}`,
      automargin: false, // the margins are wide enough; moving them means drawing twice
      domain: domain.x,
      title: { text: currentWords().training.epoch },
      dtick: tickStep(lastEpoch - firstEpoch + 1),
      range: [firstEpoch - (hasBatches ? 1 : room), lastEpoch + room],
    },
    [`yaxis${suffix}`]: {
      anchor: `x${suffix}`,
      automargin: false,
      domain: domain.y,
      title: { text: panel.metric },
      ...isAccuracy ? accuracyRange : { rangemode: "tozero" },
    },
  };
}

/**
 * Draws metrics by epoch, two panels in a row.
 *
 * @param panels The panels.
 * @param options The title, and what else is shown.
 * @returns The figure. Its text is the title and a table of all metrics by epoch.
 */
export function trainingChart(
  panels: readonly MetricPanel[],
  options: TrainingChartOptions,
): Figure {
  const { title, batchLosses = [], lastBatchLoss, share } = options;
  const rows = Math.ceil(panels.length / 2);
  const plotHeight = rows * PANEL_HEIGHT + (rows - 1) * ROW_GAP;
  const barRoom = share === undefined ? 0 : BAR_ROOM;
  const top = MARGIN.t + barRoom;
  const fromTop = (px: number) => 1 + (top - px) / plotHeight;
  const series = panels.flatMap(({ lines }) =>
    [lines.training, lines.validation].filter((line) => line !== undefined)
  );
  const epochsSeen = series.flatMap(({ points }) => points.map(({ x }) => x));
  const begun = batchLosses.slice(0, 1).map(({ x }) => Math.ceil(x)); // the first batch's epoch
  const firstEpoch = [...epochsSeen, ...begun].reduce((a, b) => Math.min(a, b), Infinity);
  const epochs: [number, number] = [
    Number.isFinite(firstEpoch) ? firstEpoch : 1,
    epochsSeen.reduce((a, b) => Math.max(a, b), options.epochs ?? 1),
  ];
  const layout: PlotlyLayout = {
    title: { text: title, font: { size: 13 }, x: MARGIN.l / WIDTH },
    width: WIDTH,
    height: plotHeight + top + MARGIN.b,
    margin: { ...MARGIN, t: top },
    legend: { y: fromTop(LEGEND_TOP + barRoom), yanchor: "top" },
    showlegend: true,
    shapes: share === undefined ? [] : progressBar(share, fromTop),
    annotations: [],
  };
  const data: PlotlyData[] = [];
  const inLegend = new Set<string>();
  panels.forEach((panel, index) => {
    const suffix = index === 0 ? "" : String(index + 1);
    const domain = panelDomain(index, panels.length, plotHeight);
    data.push(...panelTraces(panel, suffix, batchLosses, inLegend));
    Object.assign(layout, panelAxes(panel, suffix, domain, epochs, options));
    layout.shapes!.push(...bandShape(panel, suffix));
    layout.annotations!.push({
      text: lastValues(panel),
      showarrow: false,
      xref: "paper",
      yref: "paper",
      x: domain.x[0],
      y: domain.y[1],
      xanchor: "left",
      yanchor: "bottom",
    });
  });
  const words = currentWords().training;
  const note = nonFiniteNote([...series, { name: words.eachBatch, points: batchLosses }]);
  layout.annotations!.push(...notDrawnNote(note, fromTop(14)));
  const lastLoss = lastBatchLoss === undefined
    ? ""
    : `\n${words.lastBatchLoss(formatNumber(lastBatchLoss))}`;
  const table = epochsSeen.length > 0 ? `\n${seriesTable(series, words.epoch)}` : lastLoss;
  return figure({ data, layout, text: title + table });
}
