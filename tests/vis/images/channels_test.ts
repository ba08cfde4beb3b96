import { deepEqual } from "node:assert/strict";
import { channelImages, filterImages } from "../../../lib/vis/images/channels.ts";

Deno.test("filterImages() takes a kernel apart, with 0 in the middle of the scale", () => {
  // Values in the order [y, x, channel, filter]: filter 0 is [1, 0] and filter 1 is [-2, 1].
  deepEqual(filterImages([1, -2, 0, 1], [1, 2, 1, 2]), [[[[0.75, 0.5]]], [[[0, 0.75]]]]);
  deepEqual(filterImages([0, 0], [1, 1, 2, 1]), [[[[0.5]], [[0.5]]]]);
});

Deno.test("channelImages() takes a feature map apart on one scale", () => {
  deepEqual(channelImages([0, 4, 1, 2], [1, 2, 2]), [[[0, 0.25]], [[1, 0.5]]]);
  deepEqual(channelImages([3, 3], [1, 2, 1]), [[[0, 0]]]);
  deepEqual(channelImages([NaN, 1, 2], [1, 3, 1]), [[[0, 0, 1]]]);
});
