/**
 * Images in another size, and the gradients.
 *
 * Both gradients spread dy over the pixels that the forward pass has read. TensorFlow.js's cpu kernels do so
 * for square images without half-pixel centres only, and of nearest neighbours for one image at a time.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import type { SimdBackend } from "../simd_backend.ts";
import { copyAtPlaces, everyPlace, joined, type Places, placesOf } from "./places.ts";
import { isFloat32, type SimdKernel, simdKernel } from "./simd_kernel.ts";
import { makeTarget } from "./strided_copy.ts";

interface Options {
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

/** Pixels of x along an axis for each pixel of y. */
function ratioOf(from: number, to: number, { alignCorners }: Options): number {
  return alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
}

/** Which pixel of x each pixel of y repeats. */
function nearest(from: number, to: number, options: Options): number[] {
  const ratio = ratioOf(from, to, options);
  return Array.from({ length: to }, (_, place) => {
    const found = ratio * (options.halfPixelCenters ? place + 0.5 : place);
    const whole = options.alignCorners ? Math.round(found) : Math.floor(found);
    return Math.min(from - 1, whole);
  });
}

function nearestPlaces(
  [batch, height, width, channels]: number[],
  [newHeight, newWidth]: number[],
  options: Options,
): Places {
  const chosen = [
    everyPlace(batch),
    nearest(height, newHeight, options),
    nearest(width, newWidth, options),
    everyPlace(channels),
  ];
  return placesOf(chosen, [batch, height, width, channels]);
}

/** The values of a float32 tensor. */
function float32s(backend: SimdBackend, { dataId }: tf.TensorInfo): Float32Array {
  return backend.data.get(dataId).values as Float32Array;
}

/** The adapter of ResizeNearestNeighbor. */
export const resizeNearest: SimdKernel = simdKernel<"images", tf.ResizeNearestNeighborAttrs>(
  tf.ResizeNearestNeighbor,
  ({ inputs: { images }, attrs, backend }) => {
    if (!isFloat32(images)) return undefined;
    const [batch, , , channels] = images.shape;
    const { info, values } = makeTarget(backend, [batch, ...attrs.size, channels], "float32");
    const source = float32s(backend, images);
    copyAtPlaces(source, values, nearestPlaces(images.shape, attrs.size, attrs));
    return info;
  },
);

/** Adds the numbers of dy from `from` on to those at the places; returns where it ends. */
function addAtPlaces(
  dy: Float32Array,
  dx: Float64Array,
  places: Places,
  from: number,
  to: number,
): number {
  const [along, ...inner] = places;
  if (inner.length === 0) {
    for (let i = 0; i < along.length; i++) dx[to + along[i]] += dy[from + i];
    return from + along.length;
  }
  for (const place of along) from = addAtPlaces(dy, dx, inner, from, to + place);
  return from;
}

/** The adapter of ResizeNearestNeighborGrad. */
export const resizeNearestGrad: SimdKernel = simdKernel<"images" | "dy", Options>(
  tf.ResizeNearestNeighborGrad,
  ({ inputs: { images, dy }, attrs, backend }) => {
    if (!isFloat32(images, dy)) return undefined;
    const { info, values } = makeTarget(backend, images.shape, "float32");
    const sums = new Float64Array(values.length);
    const places = nearestPlaces(images.shape, dy.shape.slice(1, 3), attrs);
    addAtPlaces(float32s(backend, dy), sums, joined(places), 0, 0);
    values.set(sums);
    return info;
  },
);

/** The two pixels of x that a pixel of y lies between, and how near it is to the second. */
interface Between {
  low: Int32Array;
  high: Int32Array;
  share: Float64Array;
}

/** Where the pixels of y lie along an axis of x whose pixels are `stride` numbers apart. */
function between(from: number, to: number, stride: number, options: Options): Between {
  const ratio = ratioOf(from, to, options);
  const found = Array.from(
    { length: to },
    (_, place) => options.halfPixelCenters ? ratio * (place + 0.5) - 0.5 : ratio * place,
  );
  const low = found.map((place) => Math.max(0, Math.floor(place)));
  return {
    low: Int32Array.from(low, (place) => place * stride),
    high: Int32Array.from(found, (place) => Math.min(from - 1, Math.ceil(place)) * stride),
    share: Float64Array.from(found, (place, i) => place - low[i]),
  };
}

interface Grid {
  images: number;
  imageLength: number;
  rows: Between;
  columns: Between;
  channels: number;
}

function gridOf(
  [images, height, width, channels]: number[],
  [newHeight, newWidth]: number[],
  options: Options,
): Grid {
  return {
    images,
    imageLength: height * width * channels,
    rows: between(height, newHeight, width * channels, options),
    columns: between(width, newWidth, channels, options),
    channels,
  };
}

/** y = the mean of the four pixels around it, weighted by how near they are. */
function interpolate(x: Float32Array, y: Float32Array, grid: Grid): void {
  const { images, imageLength, rows, columns, channels } = grid;
  let to = 0;
  for (let n = 0; n < images; n++) {
    for (let r = 0; r < rows.low.length; r++) {
      const top = n * imageLength + rows.low[r], bottom = n * imageLength + rows.high[r];
      const down = rows.share[r];
      for (let c = 0; c < columns.low.length; c++) {
        const left = columns.low[c], right = columns.high[c], along = columns.share[c];
        for (let d = 0; d < channels; d++) {
          const a = x[top + left + d], b = x[bottom + left + d];
          const upper = a + (x[top + right + d] - a) * along;
          const lower = b + (x[bottom + right + d] - b) * along;
          y[to++] = upper + (lower - upper) * down;
        }
      }
    }
  }
}

/** Adds dy to the four pixels with the same weights. */
function spread(dy: Float32Array, dx: Float64Array, grid: Grid): void {
  const { images, imageLength, rows, columns, channels } = grid;
  let from = 0;
  for (let n = 0; n < images; n++) {
    for (let r = 0; r < rows.low.length; r++) {
      const top = n * imageLength + rows.low[r], bottom = n * imageLength + rows.high[r];
      const down = rows.share[r], up = 1 - down;
      for (let c = 0; c < columns.low.length; c++) {
        const left = columns.low[c], right = columns.high[c];
        const along = columns.share[c], back = 1 - along;
        for (let d = 0; d < channels; d++) {
          const gradient = dy[from++];
          dx[top + left + d] += gradient * up * back;
          dx[top + right + d] += gradient * up * along;
          dx[bottom + left + d] += gradient * down * back;
          dx[bottom + right + d] += gradient * down * along;
        }
      }
    }
  }
}

/** The adapter of ResizeBilinear. */
export const resizeBilinear: SimdKernel = simdKernel<"images", tf.ResizeBilinearAttrs>(
  tf.ResizeBilinear,
  ({ inputs: { images }, attrs, backend }) => {
    if (!isFloat32(images)) return undefined;
    const [batch, , , channels] = images.shape;
    const { info, values } = makeTarget(backend, [batch, ...attrs.size, channels], "float32");
    const x = float32s(backend, images);
    interpolate(x, values as Float32Array, gridOf(images.shape, attrs.size, attrs));
    return info;
  },
);

/** The adapter of ResizeBilinearGrad. */
export const resizeBilinearGrad: SimdKernel = simdKernel<"images" | "dy", Options>(
  tf.ResizeBilinearGrad,
  ({ inputs: { images, dy }, attrs, backend }) => {
    if (!isFloat32(images, dy)) return undefined;
    const { info, values } = makeTarget(backend, images.shape, "float32");
    const sums = new Float64Array(values.length);
    const grid = gridOf(images.shape, dy.shape.slice(1, 3), attrs);
    spread(float32s(backend, dy), sums, grid);
    values.set(sums);
    return info;
  },
);
