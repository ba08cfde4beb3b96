// The operations of the kernels in `binary.ts`, their argument `op`. Valid in AssemblyScript and in
// TypeScript, which both import this file.

export const ADD = 0;
export const SUB = 1;
export const MULTIPLY = 2;
export const DIVIDE = 3;
export const MAXIMUM = 4;
export const MINIMUM = 5;
export const SQUARED_DIFFERENCE = 6;
/** The gradient of elu, from dy and y. */
export const ELU_GRAD = 7;
export const POW = 8;
export const MOD = 9;
export const ATAN2 = 10;
export const PRELU = 11;
