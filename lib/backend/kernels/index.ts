// What the WebAssembly module exports: the pool's allocator, and kernels. Every kernel is called as
// f(lo, hi, …): it computes the part from `lo` to `hi` of what its doc says, and nobody else does.
export { allocate, release } from "./heap";
export { avgPool } from "./avg_pool";
export { avgPoolGrad } from "./avg_pool_grad";
export { batchNorm } from "./batch_norm";
export { binaryBroadcast, binaryRow, binaryRows } from "./binary";
export { columnSum } from "./column_sum";
export { conv2d } from "./conv2d";
export { conv2dBackpropFilter } from "./conv2d_backprop_filter";
export { conv2dBackpropInput } from "./conv2d_backprop_input";
export { depthwiseConv2d } from "./depthwise_conv2d";
export { depthwiseConv2dBackpropFilter } from "./depthwise_conv2d_backprop_filter";
export { depthwiseConv2dBackpropInput } from "./depthwise_conv2d_backprop_input";
export { crop, pad } from "./frame";
export { gather } from "./gather";
export { maxPool } from "./max_pool";
export { maxPoolGrad } from "./max_pool_grad";
export { middleSum } from "./middle_sum";
export { packInputPanels } from "./pack_input_panels";
export { packPanels } from "./pack_panels";
export { repeatRow } from "./repeat_row";
export { rowSum } from "./row_sum";
export { softmax } from "./softmax";
export { sumParts } from "./sum_parts";
export { transpose } from "./transpose";
export { unary } from "./unary";
export { winogradConv2d } from "./winograd_conv2d";
export { winogradFilter } from "./winograd_filter";
