/**
 * Reading images from arrays and tensors into one form.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import "@convbook/tensors/quiet_cpu_backend";
import { checkList, describeValue, isList, unexpected } from "@convbook/check";
import { readTensor, type Tensor } from "@convbook/tensors";

/** An image of one shape: a tensor `[h, w]`, `[h, w, 1]` or `[h, w, 3]`, or nested arrays of it. */
export type ImageLike =
  | Tensor
  | readonly ArrayLike<number>[]
  | readonly (readonly ArrayLike<number>[])[];

/** Several images: a list, or a tensor `[n, h, w]`, `[n, h, w, 1]` or `[n, h, w, 3]`. */
export type ImagesLike = readonly ImageLike[] | Tensor;

/** An image in bytes. */
export interface Picture {
  /** The height in pixels. */
  height: number;
  /** The width in pixels. */
  width: number;
  /** 1 for grey, 3 for red, green and blue. */
  channels: number;
  /** `height * width * channels` values from 0 to 255, row by row. */
  values: Uint8Array;
}

/** Numbers, their shape, and whether they are bytes (0 to 255) or shares (0 to 1). */
interface Numbers {
  shape: readonly number[];
  values: ArrayLike<number>;
  largest: 1 | 255;
}

/** Lists are looked into so far: an image has three axes, and a list may hold itself. */
const DEEPEST = 5;
/** Rounding in TensorFlow.js may carry a share this far beyond 0 or 1. */
const TOLERANCE = 1e-4;

const isBytes = (value: unknown) =>
  value instanceof Uint8Array || value instanceof Uint8ClampedArray;

function readImage(action: string, tensor: Tensor): Numbers {
  return {
    shape: tensor.shape,
    values: readTensor(action, tensor),
    largest: tensor.dtype === "int32" ? 255 : 1,
  };
}

function readArray(action: string, name: string, image: ArrayLike<unknown>): Numbers {
  const shape: number[] = [];
  let first: unknown = image;
  while (isList(first) && shape.length < DEEPEST) {
    shape.push(first.length);
    if (isBytes(first)) {
      return { shape, values: flat(action, name, image, shape), largest: 255 };
    }
    first = first[0];
  }
  return { shape, values: flat(action, name, image, shape), largest: 1 };
}

/** Flattens nested arrays, checking that they are all of the first one's lengths. */
function flat(
  action: string,
  name: string,
  image: ArrayLike<unknown>,
  shape: number[],
): number[] {
  const values: number[] = [];
  const visit = (part: unknown, axis: number) => {
    if (axis === shape.length) {
      if (typeof part !== "number") throw unexpected(action, `numbers in ${name}`, part);
      values.push(part);
      return;
    }
    checkList(action, "a list as each row", part);
    if (part.length !== shape[axis]) {
      throw new TypeError(
        `Cannot ${action}: expected rows of one length but found ${shape[axis]} and ${part.length}`,
      );
    }
    for (let index = 0; index < part.length; index++) visit(part[index], axis + 1);
  };
  visit(image, 0);
  return values;
}

function toPicture(action: string, name: string, { shape, values, largest }: Numbers): Picture {
  const [height = 0, width = 0, channels = 1] = shape;
  const isImage = (shape.length === 2 || shape.length === 3) &&
    (channels === 1 || channels === 3) &&
    height > 0 && width > 0;
  if (!isImage) {
    throw new TypeError(
      `Cannot ${action}: expected ${name} of shape [h, w], [h, w, 1] or [h, w, 3] ` +
        `but found [${shape.join(", ")}]`,
    );
  }
  const bytes = Uint8Array.from(values, (value, index) => {
    if (!(value >= -TOLERANCE && value <= largest + TOLERANCE)) {
      const rule = largest === 1
        ? "values from 0 to 1 (0 to 255 in a Uint8Array or an int32 tensor)"
        : "values from 0 to 255";
      throw new RangeError(
        `Cannot ${action}: expected ${rule} in ${name} but found ${describeValue(value)} ` +
          `at index ${index}`,
      );
    }
    return Math.round(Math.min(1, Math.max(0, value / largest)) * 255);
  });
  return { height, width, channels, values: bytes };
}

/**
 * Reads images into bytes.
 *
 * Values in a `Uint8Array`, a `Uint8ClampedArray` or an `int32` tensor count as bytes from 0 to 255.
 * All others (numbers, `Float32Array`, `float32` and `bool` tensors) count as shares from 0 to 1.
 *
 * @param action What the images are for, as in `make an image grid`.
 * @param images The images. Tensors stay with the caller.
 * @returns One picture for each image, of their own sizes.
 * @throws {TypeError} If there is none, or one is of another shape, ragged or a disposed tensor.
 * @throws {RangeError} If a value lies outside its range or is not a number.
 */
export function readPictures(action: string, images: ImagesLike): Picture[] {
  if (!(images instanceof tf.Tensor)) checkList(action, "images in a list or a tensor", images);
  const pictures = images instanceof tf.Tensor
    ? readBatch(action, images)
    : Array.from(images, (image: unknown, index) => {
      const name = `image ${index}`;
      if (image instanceof tf.Tensor) {
        return toPicture(action, name, readImage(action, image));
      }
      checkList(action, `${name} as rows of numbers or a tensor`, image);
      return toPicture(action, name, readArray(action, name, image));
    });
  if (pictures.length === 0) {
    throw new TypeError(`Cannot ${action}: expected at least one image but found none`);
  }
  return pictures;
}

function readBatch(action: string, batch: Tensor): Picture[] {
  const { values, largest } = readImage(action, batch);
  if (batch.rank !== 3 && batch.rank !== 4) {
    throw new TypeError(
      `Cannot ${action}: expected a tensor of shape [n, h, w], [n, h, w, 1] or [n, h, w, 3] ` +
        `but found [${batch.shape.join(", ")}]`,
    );
  }
  const [count, ...shape] = batch.shape;
  const size = batch.size / count;
  return Array.from({ length: count }, (_, index) => {
    const part = Array.prototype.slice.call(values, index * size, (index + 1) * size);
    return toPicture(action, `image ${index}`, { shape, values: part, largest });
  });
}
