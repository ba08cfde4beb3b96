/**
 * How every figure looks: colours, fonts and background.
 *
 * The paper is opaque white, in light and in dark front ends alike. A transparent figure would need
 * one text colour that reads well on both, and there is none: mid-grey reaches a contrast of about
 * 4 to 1 on white and on black, dark grey on white 10 to 1.
 *
 * @module
 */
import type { PlotlyLayout } from "./plotly_types.ts";

/**
 * Colours that people with any common colour blindness can tell apart (Okabe and Ito, 2008), without
 * the yellow, which is too pale for a line on white. Blue and orange come first: the pair that
 * differs most, in lightness too.
 */
export const COLOURS = {
  blue: "#0072B2",
  orange: "#E69F00",
  green: "#009E73",
  vermilion: "#D55E00",
  purple: "#CC79A7",
  sky: "#56B4E9",
  black: "#000000",
} as const;

/** The text colour: 12.6 to 1 on white. */
export const TEXT_COLOUR = "#333333";
/** The lines of the grid. */
export const GRID_COLOUR = "#E3E3E3";
/** Fonts of the same measure, so that labels fit the room that `textWidth` reserves for them. */
export const FONT_FAMILY = "Arial, Helvetica, sans-serif";

const AXIS = {
  gridcolor: GRID_COLOUR,
  linecolor: "#888888",
  zerolinecolor: GRID_COLOUR,
  showline: true,
  ticks: "outside" as const,
  tickcolor: "#888888",
  automargin: true,
  ticklabeloverflow: "allow" as const, // saves Plotly from measuring every label a second time
  title: { standoff: 8 },
};

/** Plotly's defaults for every figure; what a figure's own layout says comes before them. */
export const TEMPLATE: { layout: PlotlyLayout } = {
  layout: {
    colorway: Object.values(COLOURS),
    font: { family: FONT_FAMILY, size: 12, color: TEXT_COLOUR },
    paper_bgcolor: "#FFFFFF",
    plot_bgcolor: "#FFFFFF",
    margin: { l: 56, r: 24, t: 60, b: 48 }, // above the plot: the title, and below it the legend
    title: {
      x: 0.02,
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      pad: { t: 12 },
      font: { size: 15 },
    },
    legend: { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom" },
    hovermode: "closest",
    xaxis: AXIS,
    yaxis: AXIS,
  },
};
