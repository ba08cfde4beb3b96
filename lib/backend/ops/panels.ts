/**
 * Packing a matrix the way the multiplying kernels read it.
 *
 * @module
 */
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

/** Runs `use` with the address of the matrix as panels, which are laid out in `pack_panels.ts`. */
export function withPanels(
  backend: SimdBackend,
  { address, rows, columns, transposed = false, bias = 0 }: Factor,
  use: (panels: number) => void,
): void {
  const count = Math.ceil(columns / 8);
  backend.withScratch(8 * count * (rows + 1), (panels) => {
    const args = [address, bias, panels, rows, columns, Number(transposed)];
    backend.forEach("packPanels", count, 8 * rows, args);
    use(panels);
  });
}
