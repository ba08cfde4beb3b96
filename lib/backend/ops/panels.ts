/**
 * Packing a matrix the way the multiplying kernels read it.
 *
 * @module
 */
import { PANEL_COLUMNS } from "../kernels/shared/layout.ts";
import type { Scratch } from "../scratch.ts";
import type { SimdBackend } from "../simd_backend.ts";

/** A matrix [rows, columns] to multiply with, or [columns, rows] if `transposed`. */
export interface Factor {
  address: number;
  rows: number;
  columns: number;
  transposed?: boolean;
  /** The address of a bias [columns], 0 for none. */
  bias?: number;
}

/** Packs the matrix as panels, which are laid out in `kernels/pack_panels.ts`. */
export function packed(
  backend: SimdBackend,
  { address, rows, columns, transposed = false, bias = 0 }: Factor,
): Scratch {
  const count = Math.ceil(columns / PANEL_COLUMNS);
  return backend.scratch(
    PANEL_COLUMNS * count * (rows + 1),
    (panels) =>
      backend.forEach("packPanels", {
        count,
        work: PANEL_COLUMNS * rows,
        args: { w: address, bias, panels, K: rows, O: columns, transposed: Number(transposed) },
      }),
  );
}
