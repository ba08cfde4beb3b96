// The operations of the kernel `unaryGrad`, its argument `op`. Valid in AssemblyScript and in TypeScript,
// which both import this file.

export const RELU = 0;
export const RELU6 = 1;
export const LEAKY_RELU = 2;
export const CLIP = 3;
