// deno-fmt-ignore-file
/**
 * What every kernel takes after `lo` and `hi`, in order. `deno task build:kernels` writes this file.
 *
 * @module
 */

/** The names of each kernel's parameters. */
export const KERNEL_PARAMETERS = {
  avgPool: ["x", "y", "H", "W", "C", "OH", "OW", "FH", "FW", "SH", "SW", "PT", "PL"],
  avgPoolGrad: ["dy", "dx", "H", "W", "C", "OH", "OW", "FH", "FW", "SH", "SW", "PT", "PL"],
  batchNorm: ["x", "mean", "factor", "offset", "y", "C"],
  binaryBroadcast: ["op", "a", "b", "y", "middle", "inner", "outerA", "middleA", "innerA", "outerB", "middleB", "innerB"],
  binaryRow: ["op", "a", "b", "y", "stepA", "stepB"],
  binaryRows: ["op", "a", "b", "y", "C"],
  columnSum: ["x", "parts", "grain", "C"],
  conv2d: ["x", "panels", "y", "H", "W", "C", "FH", "Q", "OH", "OW", "O", "SH", "SW", "relu"],
  conv2dBackpropFilter: ["x", "dy", "parts", "grain", "H", "W", "C", "FH", "Q", "OH", "OW", "O", "SH", "SW"],
  conv2dBackpropInput: ["dy", "panels", "dx", "H", "W", "C", "FH", "Q", "OH", "OW", "O", "SH", "SW"],
  crop: ["y", "x", "H", "L", "PH", "PL", "top", "left"],
  depthwiseConv2d: ["x", "w", "y", "H", "W", "C", "OH", "OW", "FH", "FW", "SH", "SW", "PT", "PL"],
  depthwiseConv2dBackpropFilter: ["x", "dy", "parts", "grain", "H", "W", "C", "OH", "OW", "FH", "FW", "SH", "SW", "PT", "PL"],
  depthwiseConv2dBackpropInput: ["dy", "w", "dx", "H", "W", "C", "OH", "OW", "FH", "FW", "SH", "SW", "PT", "PL"],
  gather: ["x", "indices", "y", "R", "K", "L"],
  maxPool: ["x", "y", "H", "W", "C", "OH", "OW", "FH", "FW", "SH", "SW", "PT", "PL"],
  maxPoolGrad: ["x", "dy", "dx", "H", "W", "C", "OH", "OW", "FH", "FW", "SH", "SW", "PT", "PL"],
  middleSum: ["x", "y", "R", "C"],
  packInputPanels: ["w", "panels", "Q", "O"],
  packPanels: ["w", "bias", "panels", "K", "O", "transposed"],
  pad: ["x", "y", "H", "L", "PH", "PL", "top", "left"],
  rowDots: ["x", "w", "bias", "y", "R", "V", "K", "rowX", "batchX", "batchW", "rowW", "stepW", "stepY", "rowY", "biasAlongR", "relu"],
  rowProducts: ["a", "b", "bias", "y", "M", "K", "N", "rowA", "stepA", "batchA", "batchB", "relu"],
  rowSum: ["x", "y", "C"],
  segmentSum: ["x", "ids", "y", "lost", "N", "S", "L"],
  softmax: ["x", "y", "C"],
  stridedCopy: ["x", "y", "dims", "rank", "run", "step"],
  subtractOuter: ["y", "u", "v", "C", "step"],
  sumParts: ["parts", "y", "count", "size"],
  tileProducts: ["a", "b", "bias", "y", "M", "K", "N", "rowA", "stepA", "batchA", "batchB", "relu"],
  transpose: ["x", "y", "R", "C"],
  unary: ["op", "x", "y", "p", "q"],
  unaryGrad: ["op", "dy", "x", "dx", "p", "q"],
  winogradBackpropFilter: ["x", "dy", "scratch", "parts", "grain", "count", "TY", "TX", "C", "OH", "OW", "O"],
  winogradConv2d: ["x", "u", "bias", "y", "scratch", "count", "grain", "TY", "TX", "C", "OH", "OW", "O", "relu"],
  winogradFilter: ["w", "panels", "C", "O", "rotated"],
  winogradFilterGrad: ["u", "dw", "L"],
} as const;
