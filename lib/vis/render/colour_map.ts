/**
 * From numbers to colours in heatmaps.
 *
 * @module
 */

/** The colour maps that have a name. All three grow steadily lighter or darker. */
export type NamedColorMap = "greyscale" | "viridis" | "blues";

/** A colour map: by name, or by the CSS colours of the lowest and the highest value. */
export type ColorMap = NamedColorMap | readonly [string, string];

/** Plotly's form: positions from 0 to 1 with their colours. */
type ColorScale = [number, string][];

const even = (colours: readonly string[]): ColorScale =>
  colours.map((colour, index) => [index / (colours.length - 1), colour]);

const NAMED: Record<NamedColorMap, ColorScale> = {
  greyscale: even(["#000000", "#ffffff"]),
  viridis: even([
    ...["#440154", "#48186a", "#472d7b", "#424086", "#3b528b", "#33638d", "#2c728e", "#26828e"],
    ...["#21918c", "#1fa088", "#28ae80", "#3fbc73", "#5ec962", "#84d44b", "#addc30", "#d8e219"],
    "#fde725",
  ]),
  blues: even(["#f7fbff", "#4292c6"]),
};

/**
 * Returns a colour map in Plotly's form.
 *
 * @param action What is being drawn, as in `draw a heatmap`.
 * @param map The map's name, or its two ends.
 * @returns Positions and colours.
 * @throws {RangeError} If there is no map of that name.
 */
export function colourScale(action: string, map: ColorMap): ColorScale {
  if (typeof map !== "string") return even(map);
  const scale = NAMED[map];
  if (scale !== undefined) return scale;
  const names = Object.keys(NAMED).join(", ");
  throw new RangeError(
    `Cannot ${action}: expected a colorMap of ${names} or two colours but found ${map}`,
  );
}
