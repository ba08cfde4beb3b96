/**
 * The table of computations that must come out the same on simd as on cpu.
 *
 * @module
 */
import { aliases } from "./aliases.ts";
import { convolutions } from "./convolution.ts";
import { depthwise } from "./depthwise.ts";
import { binary, comparisons, otherBinary, unary } from "./elementwise.ts";
import { fused, fusedInTiles, fusedWithPrelu, otherBiases } from "./fused.ts";
import { images } from "./images.ts";
import type { KernelCase } from "./kernel_case.ts";
import { layouts } from "./layouts.ts";
import { leftToCpu } from "./left_to_cpu.ts";
import { otherBatches, products, unpackedProducts } from "./matrix.ts";
import { movings } from "./moving.ts";
import { normalisations } from "./normalisation.ts";
import { equalValues, poolings } from "./pooling.ts";
import { extremes, reductions } from "./reduction.ts";
import { special } from "./special_values.ts";

export type { KernelCase };
export { ARTEFACTS } from "./artefacts.ts";
export { AT_BORDERS } from "./elementwise.ts";
export { LARGE_CASES } from "./large.ts";
export { LONG_SUMS } from "./long_sums.ts";
export { REFUSED_CALLS } from "./refused.ts";

/** Every case, of moderate size. */
export const KERNEL_CASES: readonly KernelCase[] = [
  ...convolutions,
  ...layouts,
  ...fused,
  ...fusedInTiles,
  ...fusedWithPrelu,
  ...otherBiases,
  ...products,
  ...unpackedProducts,
  ...otherBatches,
  ...binary,
  ...comparisons,
  ...unary,
  ...otherBinary,
  ...reductions,
  ...extremes,
  ...poolings,
  equalValues,
  ...depthwise,
  ...normalisations,
  ...movings,
  ...images,
  ...aliases,
  ...leftToCpu,
  ...special,
];
