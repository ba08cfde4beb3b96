/**
 * Checking the series of points that line charts and scatter plots show.
 *
 * @module
 */
import { formatNumber, listSome } from "../text/format.ts";
import {
  checkedLater,
  checkItems,
  checkList,
  checkMembers,
  type Checks,
  isList,
  listNames,
  readTexts,
  unexpected,
} from "@convbook/check";
import { currentWords } from "@convbook/words";
import { textTable } from "../text/text_table.ts";

/** A point of a line chart or a scatter plot. */
export interface Point2D {
  /** Where the point stands on the x axis. */
  x: number;
  /** Where the point stands on the y axis. `NaN` and `Infinity` leave a gap, and the chart says so. */
  y: number;
}

/** The points of one series or of several. */
export interface XYPlotData {
  /** The points of one series, or a list of points for each of several; they may differ in length. */
  values: readonly Point2D[] | readonly (readonly Point2D[])[];
  /** A name for each series. `series 1`, `series 2`, … if left out. */
  series?: readonly string[];
}

/** A series with its name. */
export interface NamedSeries {
  /** The series' name. */
  name: string;
  /** Its points. */
  points: readonly Point2D[];
}

const DATA: Checks<XYPlotData> = { values: checkedLater, series: checkedLater };

const isPoint = (point: unknown) =>
  typeof point === "object" && point !== null && "x" in point && "y" in point &&
  typeof point.x === "number" && typeof point.y === "number";

/**
 * Checks the points and names them.
 *
 * @param action What is being drawn, as in `draw a line chart`.
 * @param data The points of one series or several.
 * @returns Each series with its name.
 * @throws {TypeError} If there is no point, a point lacks a number, or the names differ in number or
 * are no texts.
 */
export function readSeries(action: string, data: XYPlotData): NamedSeries[] {
  checkMembers(action, "data as in { values: [{ x: 1, y: 2 }] }", data, DATA);
  const { values, series } = data;
  const expected = "a list of points, or a list of such lists,";
  checkList(action, expected, values);
  // One list of points, or a list of such lists: all are lists, or none.
  const isSeveral = isList(values[0]);
  if (isSeveral) checkItems<unknown>(values, isList, () => unexpected(action, expected, values));
  const lists = isSeveral
    ? Array.from(values as ArrayLike<ArrayLike<unknown>>)
    : [values as ArrayLike<unknown>];
  if (lists.every((points) => points.length === 0)) {
    throw new TypeError(`Cannot ${action}: expected at least one point but found none`);
  }
  const names = series === undefined
    ? lists.map((_, index) => currentWords().figures.series(index + 1))
    : readTexts(action, "series names", series, lists.length);
  return lists.map((points, index) => {
    checkItems(
      points,
      isPoint,
      (point, position) =>
        unexpected(
          action,
          `a point { x, y } of numbers in ${listNames([names[index]])} at index ${position}`,
          point,
        ),
    );
    return { name: names[index], points: Array.from(points as ArrayLike<Point2D>) };
  });
}

/**
 * Says which points cannot be drawn because they are not finite.
 *
 * @param series The series.
 * @returns A line as in `train: NaN at 3, Infinity at 5`, or an empty text.
 */
export function nonFiniteNote(series: readonly NamedSeries[]): string {
  const words = currentWords().figures;
  return series.flatMap(({ name, points }) => {
    const found = points.filter(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y));
    if (found.length === 0) return [];
    const named = found.map(({ x, y }) => words.valueAt(String(y), formatNumber(x)));
    return [`${name}: ${listSome(named, words.points)}`];
  }).join("; ");
}

/**
 * Writes series as a text table: a row for each x, a column for each series.
 *
 * @param series The series.
 * @param xLabel The heading of the first column.
 * @returns The table. A series that names an x twice has both values in one cell.
 */
export function seriesTable(series: readonly NamedSeries[], xLabel: string): string {
  const rows = new Map<number, string[][]>();
  series.forEach(({ points }, column) => {
    for (const { x, y } of points) {
      const row = rows.get(x) ?? series.map(() => []);
      row[column].push(formatNumber(y));
      rows.set(x, row);
    }
  });
  const sorted = [...rows].sort(([a], [b]) => a - b);
  return textTable(
    [xLabel, ...series.map(({ name }) => name)],
    sorted.map(([x, cells]) => [formatNumber(x), ...cells.map((values) => values.join(" "))]),
  );
}
