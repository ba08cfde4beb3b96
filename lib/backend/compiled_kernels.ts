/**
 * The wall between TypeScript and the compiled kernels: their names and arguments, which the compiler
 * checks, and whether the compiled kernels have what the compiler was told.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { KERNEL_PARAMETERS } from "./kernel_parameters.ts";
import { MAX_ARGUMENTS, type RangeKernel } from "./tickets.ts";

/** The name of a kernel. */
export type KernelName = keyof typeof KERNEL_PARAMETERS;

/** What a kernel takes after `lo` and `hi`: its arguments by name, all of them 32-bit integers. */
export type KernelArguments<K extends KernelName> = Record<
  (typeof KERNEL_PARAMETERS)[K][number],
  number
>;

/** The functions of the compiled kernels. */
export type KernelExports = Record<KernelName, RangeKernel> & {
  allocate(bytes: number): number;
  release(address: number): void;
};

/** `lo` and `hi`. */
const RANGE_ARGUMENTS = 2;

/** The names of all kernels, in the order of their numbers. */
export const KERNEL_NAMES = Object.keys(KERNEL_PARAMETERS) as readonly KernelName[];
const NUMBERS: ReadonlyMap<string, number> = new Map(
  KERNEL_NAMES.map((name, number) => [name, number]),
);

/**
 * Returns the number that all threads know a kernel by.
 *
 * @throws {RangeError} If there is no such kernel.
 */
export function numberOf(kernel: KernelName): number {
  const number = NUMBERS.get(kernel);
  if (number !== undefined) return number;
  throw new RangeError(
    `Cannot compute a kernel: expected the name of one in kernels/ but found ` +
      describeValue(kernel),
  );
}

/**
 * Puts a kernel's arguments into the order in which it takes them.
 *
 * @throws {TypeError} If one is missing or not a whole number.
 */
export function inOrder<K extends KernelName>(kernel: K, args: KernelArguments<K>): number[] {
  const names: readonly (keyof KernelArguments<K>)[] = KERNEL_PARAMETERS[kernel];
  const values = new Array<number>(names.length);
  for (let i = 0; i < names.length; i++) {
    const value = args[names[i]];
    if (!Number.isInteger(value)) {
      throw new TypeError(
        `Cannot compute ${kernel}: expected ${String(names[i])} to be a whole number but found ` +
          describeValue(value),
      );
    }
    values[i] = value;
  }
  return values;
}

/**
 * Binds the kernels to a memory.
 *
 * @throws {TypeError} If the module's kernels are not those of kernel_parameters.ts, or one takes more
 * arguments than the threads share room for.
 */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): KernelExports {
  const abort = () => {
    throw new Error("the allocator gave up");
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  for (const name of KERNEL_NAMES) checkKernel(name, exports[name]);
  return exports as KernelExports;
}

/** The check against 16 comes first: an argument too many would overwrite the threads' other words. */
function checkKernel(name: KernelName, kernel: unknown): void {
  const cannot = (expected: string, found: string) =>
    new TypeError(`Cannot load the kernels: expected ${expected} but found ${found}`);
  if (typeof kernel !== "function") throw cannot(`a function ${name}`, describeValue(kernel));
  const found = kernel.length - RANGE_ARGUMENTS;
  if (found > MAX_ARGUMENTS) {
    throw cannot(`${name} to take at most ${MAX_ARGUMENTS} arguments after lo and hi`, `${found}`);
  }
  const declared = KERNEL_PARAMETERS[name].length;
  if (found !== declared) {
    throw cannot(
      `${name} to take ${declared} arguments after lo and hi, as kernel_parameters.ts says,`,
      `${found}: deno task build:kernels makes both anew`,
    );
  }
}

/** The kernels in the order of their numbers. */
export function listKernels(exports: KernelExports): RangeKernel[] {
  return KERNEL_NAMES.map((name) => exports[name]);
}
