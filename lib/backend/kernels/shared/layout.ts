// How kernels lay out what they pack. TypeScript imports this file too, to make room for it: what
// stands here is valid in both languages and imports nothing.

/** Bytes behind every block of memory that belong to it and hold nothing: see lanes.ts. */
export const SPARE_BYTES = 32;

/** How many columns of a matrix a panel holds: two SIMD registers. */
export const PANEL_COLUMNS = 8;

/** How many rows, or pixels, are multiplied with a panel at a time. */
export const TILE_ROWS = 6;

/** How many numbers of a row row_products.ts computes at a time. */
export const BLOCK_COLUMNS = 128;

/** How many values of q a panel of the filter holds in pack_input_panels.ts: five SIMD registers. */
export const INPUT_PANEL_COLUMNS = 20;

/** How many columns the kernel `transpose` goes through at a time: one cache line. */
export const TRANSPOSE_COLUMNS = 16;

/** How many numbers the 4×4 places of a tile in Winograd's method are. */
export const PLACES = 16;

/** How many tiles Winograd's method transforms at a time: a multiple of TILE_ROWS. */
export const BLOCK = 24;

/** Floats that V, D and M leave free behind each place, or all places might share lines of the cache. */
export const STEP_SPARE = 16;
