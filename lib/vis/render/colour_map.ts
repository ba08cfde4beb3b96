/**
 * From numbers to colours in heatmaps.
 *
 * @module
 */
import { type Check, describeValue, isList, listNames } from "@convbook/check";

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

/** An option that is a colour map: the name of one, or two texts. */
export const colourMap: Check = (action, name, value) => {
  const isKnown = typeof value === "string" && Object.hasOwn(NAMED, value);
  const isPair = isList(value) && value.length === 2 &&
    Array.from(value).every((colour) => typeof colour === "string");
  if (isKnown || isPair) return;
  throw new RangeError(
    `Cannot ${action}: expected a ${name} of ${listNames(Object.keys(NAMED))} or two colours ` +
      `but found ${describeValue(value)}`,
  );
};

/**
 * Returns a colour map in Plotly's form.
 *
 * @param map The map's name, or its two ends.
 * @returns Positions and colours.
 */
export function colourScale(map: ColorMap): ColorScale {
  return typeof map === "string" ? NAMED[map] : even(Array.from(map));
}
