/**
 * Taking feature maps and kernels apart into images of one channel.
 *
 * @module
 */

/** An image of one channel: rows of shares from 0 to 1. */
export type GreyImage = number[][];

/**
 * Scales values so that the smallest becomes black and the largest white.
 *
 * @param value A value.
 * @param min The smallest of all.
 * @param max The largest of all.
 * @returns A share from 0 to 1; 0 where all values are equal, or the value is not finite.
 */
function share(value: number, min: number, max: number): number {
  return Number.isFinite(value) && max > min ? (value - min) / (max - min) : 0;
}

/** The range of the values that are finite. */
function range(values: ArrayLike<number>): [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) continue;
    min = Math.min(min, values[index]);
    max = Math.max(max, values[index]);
  }
  return [min, max];
}

/**
 * Takes a feature map apart.
 *
 * @param values `height * width * channels` values, the channels of a pixel beside each other.
 * @param shape The map's height, width and number of channels.
 * @returns One image for each channel, all on one scale: the map's smallest value is black, its
 * largest white.
 */
export function channelImages(
  values: ArrayLike<number>,
  [height, width, channels]: readonly [number, number, number],
): GreyImage[] {
  const [min, max] = range(values);
  return Array.from(
    { length: channels },
    (_, channel) =>
      Array.from(
        { length: height },
        (_, y) =>
          Array.from({ length: width }, (_, x) =>
            share(values[(y * width + x) * channels + channel], min, max)),
      ),
  );
}

/**
 * Takes a convolution's kernel apart.
 *
 * @param values The kernel's values in TensorFlow.js's order.
 * @param shape The kernel's height, width, input channels and filters.
 * @returns For each filter one image for each input channel, all on one scale on which 0 is mid-grey,
 * negative weights are darker and positive ones lighter.
 */
export function filterImages(
  values: ArrayLike<number>,
  [height, width, channels, filters]: readonly [number, number, number, number],
): GreyImage[][] {
  const [min, max] = range(values);
  const largest = Math.max(Math.abs(min), Math.abs(max));
  const at = (y: number, x: number, channel: number, filter: number) =>
    values[((y * width + x) * channels + channel) * filters + filter];
  return Array.from(
    { length: filters },
    (_, filter) =>
      Array.from(
        { length: channels },
        (_, channel) =>
          Array.from({ length: height }, (_, y) =>
            Array.from({ length: width }, (_, x) =>
              largest === 0 ? 0.5 : share(at(y, x, channel, filter), -largest, largest))),
      ),
  );
}
