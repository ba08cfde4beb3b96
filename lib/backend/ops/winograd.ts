/**
 * Convolutions with 3×3 filters by Winograd's method, which takes 16 multiplications instead of 36.
 *
 * @module
 */
import { BLOCK, PANEL_COLUMNS, PLACES, STEP_SPARE } from "../kernels/shared/layout.ts";
import { cutIntoPieces, MAX_PIECES } from "../pieces.ts";
import type { SimdBackend } from "../simd_backend.ts";
import {
  type Conv2DGeometry,
  type Conv2DOperands,
  padded,
  workOfPixel,
} from "./conv2d_geometry.ts";

// Below these, measured with one thread, a sum of products takes less time.

/** With fewer input channels, transforming the input takes longer than it saves. */
const MIN_IN_CHANNELS = 8;

/** With fewer output pixels, transforming the filter takes longer than it saves. */
const MIN_PIXELS = 64;

/** Tiles may cover at most this many times the output, whose last rows and columns may be odd. */
const MAX_COVER = 1.8;

/** A convolution in tiles of 2×2 output pixels. */
interface TiledGeometry extends Conv2DGeometry {
  tilesHigh: number;
  tilesWide: number;
}

/** How many numbers V or D takes for a block of tiles, as `stepOf` in kernels/shared/winograd.ts says. */
function blockLength(channels: number): number {
  return PLACES * (BLOCK * channels + STEP_SPARE);
}

/** The sizes that the kernels in tiles have in common. */
function tileArguments(g: TiledGeometry) {
  return {
    TY: g.tilesHigh,
    TX: g.tilesWide,
    C: g.inChannels,
    OH: g.outHeight,
    OW: g.outWidth,
    O: g.outChannels,
  };
}

/** Returns the sizes in tiles, or `undefined` where the method does not apply or pay. */
function tiledGeometry(g: Conv2DGeometry): TiledGeometry | undefined {
  const tilesHigh = Math.ceil(g.outHeight / 2), tilesWide = Math.ceil(g.outWidth / 2);
  const pixels = g.outHeight * g.outWidth;
  const applies = g.filterHeight === 3 && g.filterWidth === 3 && g.strideHeight === 1 &&
    g.strideWidth === 1;
  const pays = g.inChannels >= MIN_IN_CHANNELS && g.batchSize * pixels >= MIN_PIXELS &&
    4 * tilesHigh * tilesWide <= MAX_COVER * pixels;
  if (!applies || !pays) return undefined;
  const paddedHeight = 2 * tilesHigh + 2, paddedWidth = 2 * tilesWide + 2;
  return { ...g, paddedHeight, paddedWidth, tilesHigh, tilesWide };
}

/**
 * Computes a convolution, and returns whether it did.
 *
 * @param relu Whether a relu follows.
 * @param rotated Whether the filter is stored with its channels swapped, and is to be turned by 180°.
 */
export function convolveInTiles(
  backend: SimdBackend,
  geometry: Conv2DGeometry,
  { x, filter, bias, y }: Conv2DOperands,
  { relu = false, rotated = false }: { relu?: boolean; rotated?: boolean } = {},
): boolean {
  const g = tiledGeometry(geometry);
  if (!g) return false;
  const { inChannels, outChannels } = g;
  const tiles = g.batchSize * g.tilesHigh * g.tilesWide;
  const { grain: blocks, pieces } = cutIntoPieces(Math.ceil(tiles / BLOCK));
  const grain = blocks * BLOCK;
  const panels = Math.ceil(outChannels / PANEL_COLUMNS);
  const panelLength = PLACES * inChannels * PANEL_COLUMNS;
  const scratchLength = blockLength(inChannels) + PLACES * BLOCK * PANEL_COLUMNS; // V and M
  using input = padded(backend, g, x);
  using u = backend.scratch(panels * panelLength);
  backend.forEach("winogradFilter", {
    count: panels,
    work: panelLength,
    args: {
      w: filter,
      panels: u.address,
      C: inChannels,
      O: outChannels,
      rotated: Number(rotated),
    },
  });
  using scratch = backend.scratch(pieces * scratchLength);
  const addresses = { x: input.address, u: u.address, bias, y, scratch: scratch.address };
  const sizes = { count: tiles, grain, ...tileArguments(g), relu: Number(relu) };
  backend.forEach("winogradConv2d", {
    count: pieces,
    work: grain * workOfPixel(g),
    args: { ...addresses, ...sizes },
  });
  return true;
}

/**
 * Computes the gradient of a convolution for its filter, and returns whether it did.
 *
 * @param addresses Where x, dy and the filter's gradient lie.
 */
export function backpropFilterInTiles(
  backend: SimdBackend,
  geometry: Conv2DGeometry,
  { x, dy, dw }: { x: number; dy: number; dw: number },
): boolean {
  const g = tiledGeometry(geometry);
  if (!g) return false;
  const { inChannels, outChannels } = g;
  const tiles = g.batchSize * g.tilesHigh * g.tilesWide;
  const blocks = Math.ceil(tiles / BLOCK);
  const channelPairs = inChannels * outChannels;
  const length = PLACES * channelPairs;
  const scratchLength = blockLength(inChannels) + blockLength(outChannels); // V and D
  using input = padded(backend, g, x);
  using scratch = backend.scratch(Math.min(MAX_PIECES, blocks) * scratchLength);
  using u = backend.scratch(length);
  const addresses = { x: input.address, dy, scratch: scratch.address };
  backend.sumInPieces("winogradBackpropFilter", {
    count: blocks,
    work: BLOCK * workOfPixel(g),
    args: { ...addresses, count: tiles, ...tileArguments(g) },
    length,
    result: u.address,
  });
  backend.forEach("winogradFilterGrad", {
    count: channelPairs,
    work: 50,
    args: { u: u.address, dw, L: channelPairs },
    multiple: 4,
  });
  return true;
}
