// The operations of the kernel `unary`, its argument `op`. Valid in AssemblyScript and in TypeScript,
// which both import this file.

export const RELU = 0;
export const RELU6 = 1;
export const NEGATE = 2;
export const SQUARE = 3;
export const SQRT = 4;
export const RSQRT = 5;
export const ABS = 6;
export const RECIPROCAL = 7;
export const STEP = 8;
export const EXP = 9;
export const LOG = 10;
export const SIGMOID = 11;
export const TANH = 12;
export const CLIP = 13;
export const LEAKY_RELU = 14;
export const ELU = 15;
export const DIVIDE_BY = 16;
