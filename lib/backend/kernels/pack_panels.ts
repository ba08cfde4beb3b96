import { at } from "./shared/lanes";
import { PANEL_COLUMNS } from "./shared/layout";

// Panels: a matrix w [K, O] cut into ceil(O / 8) column panels, each laid out as the multiplying
// kernels walk through it, with the bias in front:
//
//   panel p = [ bias[8p … 8p+7],  w[0, 8p … 8p+7],  w[1, 8p … 8p+7],  …,  w[K−1, 8p … 8p+7] ]
//
// Columns past O are zero. With `transposed`, w is stored as [O, K].

/** Packs panels `lo` to `hi`. `bias` 0 stands for zeros. */
export function packPanels(
  lo: i32, hi: i32,
  w: usize, bias: usize, panels: usize, K: i32, O: i32, transposed: i32,
): void {
  for (let panel = lo; panel < hi; panel++) {
    const first = panel * PANEL_COLUMNS;
    const lanes = min(PANEL_COLUMNS, O - first);
    let q = at(panels, panel * PANEL_COLUMNS * (K + 1));
    for (let lane = 0; lane < PANEL_COLUMNS; lane++) {
      store<f32>(at(q, lane), bias != 0 && lane < lanes ? load<f32>(at(bias, first + lane)) : 0);
    }
    q += 32;
    if (transposed) {
      for (let lane = 0; lane < PANEL_COLUMNS; lane++) {
        const p = at(w, (first + lane) * K);
        for (let k = 0; k < K; k++) {
          store<f32>(at(q, k * PANEL_COLUMNS + lane), lane < lanes ? load<f32>(at(p, k)) : 0);
        }
      }
    } else if (lanes == PANEL_COLUMNS) {
      for (let k = 0; k < K; k++, q += 32) {
        const p = at(w, k * O + first);
        v128.store(q, v128.load(p));
        v128.store(q, v128.load(p, 16), 16);
      }
    } else {
      for (let k = 0; k < K; k++) {
        for (let lane = 0; lane < PANEL_COLUMNS; lane++, q += 4) {
          store<f32>(q, lane < lanes ? load<f32>(at(w, k * O + first + lane)) : 0);
        }
      }
    }
  }
}
