import { at } from "./shared/lanes";
import { INPUT_PANEL_COLUMNS } from "./shared/layout";

// The filter as conv2d_backprop_input.ts walks through it: for each filter row i, w [Q, O] becomes
// ceil(Q / 20) panels [O, 20], transposed, zero past Q.

/** Packs the filter rows `lo` to `hi` of w [FH, Q, O]. */
export function packInputPanels(lo: i32, hi: i32, w: usize, panels: usize, Q: i32, O: i32): void {
  const count = (Q + INPUT_PANEL_COLUMNS - 1) / INPUT_PANEL_COLUMNS;
  for (let i = lo; i < hi; i++) {
    let p = at(panels, i * count * INPUT_PANEL_COLUMNS * O);
    for (let first = 0; first < Q; first += INPUT_PANEL_COLUMNS) {
      for (let o = 0; o < O; o++) {
        for (let q = first; q < first + INPUT_PANEL_COLUMNS; q++, p += 4) {
          store<f32>(p, q < Q ? load<f32>(at(w, (i * Q + q) * O + o)) : 0);
        }
      }
    }
  }
}
