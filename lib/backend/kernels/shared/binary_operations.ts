// The operations of the kernels in `binary.ts`, their argument `op`. Valid in AssemblyScript and in
// TypeScript, which both import this file.

export const ADD = 0;
export const SUB = 1;
export const MULTIPLY = 2;
export const DIVIDE = 3;
export const MAXIMUM = 4;
export const MINIMUM = 5;
export const SQUARED_DIFFERENCE = 6;
/** The gradient of relu: a = dy passes where b = y is above 0; where y is NaN, so is the gradient. */
export const RELU_GRAD = 7;
/** The gradient of elu, from dy and y. */
export const ELU_GRAD = 8;
export const POW = 9;
export const MOD = 10;
export const ATAN2 = 11;
export const PRELU = 12;
