/**
 * Convolutions with 3×3 filters by Winograd's method, which takes 16 multiplications instead of 36.
 *
 * @module
 */
import type { SimdBackend } from "../simd_backend.ts";
import {
  type Conv2DGeometry,
  type Conv2DOperands,
  withPadding,
  workOfPixel,
} from "./conv2d_geometry.ts";

/** How many tiles the kernels transform at a time: see `kernels/winograd.ts`. */
const BLOCK = 24;

/** Threads share the tiles in this many pieces, each with scratch memory of its own. */
const PIECES = 16;

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
  const { inChannels, outChannels, outHeight, outWidth, tilesHigh, tilesWide } = g;
  const tiles = g.batchSize * tilesHigh * tilesWide;
  const grain = Math.ceil(tiles / PIECES / BLOCK) * BLOCK;
  const pieces = Math.ceil(tiles / grain);
  const panels = Math.ceil(outChannels / 8);
  const panelLength = 16 * inChannels * 8;
  const scratchLength = 16 * (BLOCK * inChannels + 16 + BLOCK * 8);
  withPadding(backend, g, x, (padded) =>
    backend.withScratch(panels * panelLength, (u) => {
      const sizes = [inChannels, outChannels];
      backend.forEach("winogradFilter", panels, panelLength, [
        filter,
        u,
        ...sizes,
        Number(rotated),
      ]);
      backend.withScratch(pieces * scratchLength, (scratch) => {
        const addresses = [padded, u, bias, y, scratch];
        const shape = [tilesHigh, tilesWide, inChannels, outHeight, outWidth, outChannels];
        const args = [...addresses, tiles, grain, ...shape, Number(relu)];
        backend.forEach("winogradConv2d", pieces, grain * workOfPixel(g), args);
      });
    }));
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
  const { inChannels, outChannels, outHeight, outWidth, tilesHigh, tilesWide } = g;
  const tiles = g.batchSize * tilesHigh * tilesWide;
  const blocks = Math.ceil(tiles / BLOCK);
  const channelPairs = inChannels * outChannels;
  const scratchLength = 16 * (BLOCK * (inChannels + outChannels) + 32);
  withPadding(
    backend,
    g,
    x,
    (padded) =>
      backend.withScratch(
        Math.min(PIECES, blocks) * scratchLength,
        (scratch) =>
          backend.withScratch(16 * channelPairs, (u) => {
            const shape = [tilesHigh, tilesWide, inChannels, outHeight, outWidth, outChannels];
            backend.sumInPieces("winogradBackpropFilter", {
              count: blocks,
              work: BLOCK * workOfPixel(g),
              length: 16 * channelPairs,
              result: u,
              args: [padded, dy, scratch],
              tail: [tiles, ...shape],
            });
            backend.forEach("winogradFilterGrad", channelPairs, 50, [u, dw, channelPairs], 4);
          }),
      ),
  );
  return true;
}
