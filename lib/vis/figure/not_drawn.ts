/**
 * Saying on a figure what it could not draw.
 *
 * @module
 */
import { currentWords } from "@convbook/words";
import type { PlotlyLayout } from "./plotly_types.ts";
import { COLOURS } from "./theme.ts";

/**
 * Makes the note in the plot's upper right corner that names values which are not finite.
 *
 * @param values The values in words, as in `loss: NaN at 3`; an empty text makes no note.
 * @param y Where the note's upper edge stands, as a share of the plot's height. 1 if left out.
 * @returns The annotations for a layout: one or none.
 */
export function notDrawnNote(values: string, y = 1): NonNullable<PlotlyLayout["annotations"]> {
  if (values === "") return [];
  return [{
    text: currentWords().figures.notDrawn(values),
    font: { color: COLOURS.vermilion },
    showarrow: false,
    xref: "paper",
    yref: "paper",
    x: 1,
    y,
    xanchor: "right",
    yanchor: "top",
  }];
}

/** Room for the note above a plot in px. */
const NOTE_HEIGHT = 22;

/**
 * Puts the note above the plot, for charts that fill it.
 *
 * @param layout The layout, with its margin; it is changed.
 * @param values The values in words; an empty text changes nothing.
 */
export function addNoteAbove(layout: PlotlyLayout, values: string): void {
  if (values === "") return;
  layout.margin = { ...layout.margin, t: layout.margin!.t! + NOTE_HEIGHT };
  layout.annotations = notDrawnNote(values).map((note) => ({ ...note, yanchor: "bottom" }));
}
