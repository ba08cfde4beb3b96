import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { compileKernels } from "../../tools/build_kernels/main.ts";
import {
  inOrder,
  instantiateKernels,
  type KernelArguments,
  type KernelName,
  listKernels,
  numberOf,
} from "../../lib/backend/compiled_kernels.ts";
import { KERNEL_PARAMETERS } from "../../lib/backend/kernel_parameters.ts";
import { SimdBackend } from "../../lib/backend/simd_backend.ts";
import { loadKernels } from "../../lib/backend/runtime/load_kernels.ts";
import { MAX_ARGUMENTS } from "../../lib/backend/tickets.ts";

const newMemory = () => new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });

/** A module with a function that takes so many int32 and does nothing, under each name. */
function moduleOf(functions: Record<string, number>): WebAssembly.Module {
  const section = (id: number, items: number[][]) => {
    const body = [items.length, ...items.flat()];
    return [id, ...leb128(body.length), ...body];
  };
  const entries = Object.entries(functions);
  const bytes = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, entries.map(([, count]) => [0x60, count, ...Array(count).fill(0x7f), 0])),
    ...section(3, entries.map((_, i) => [i])),
    ...section(
      7,
      entries.map(([name], i) => {
        const text = [...new TextEncoder().encode(name)];
        return [text.length, ...text, 0, i];
      }),
    ),
    ...section(10, entries.map(() => [2, 0, 0x0b])),
  ];
  return new WebAssembly.Module(Uint8Array.from(bytes));
}

/** A whole number below 2¹⁴, as WebAssembly writes lengths. */
function leb128(value: number): number[] {
  return value < 128 ? [value] : [value & 127 | 128, value >> 7];
}

/** As many parameters as every kernel declares, with `lo` and `hi`. */
const declared = Object.fromEntries(
  Object.entries(KERNEL_PARAMETERS).map(([name, { length }]) => [name, length + 2]),
);

Deno.test("instantiateKernels() takes a module with the kernels that are declared", () => {
  instantiateKernels(moduleOf(declared), newMemory());
  const exports = instantiateKernels(loadKernels(), newMemory());
  equal(listKernels(exports).length, Object.keys(KERNEL_PARAMETERS).length);
});

Deno.test("instantiateKernels() refuses a kernel with more arguments than the threads have room for", () => {
  // avgPool is number 0, unary one of the last.
  for (const kernel of ["avgPool", "conv2d", "unary"]) {
    throws(() => instantiateKernels(moduleOf({ ...declared, [kernel]: 19 }), newMemory()), {
      name: "TypeError",
      message:
        `Cannot load the kernels: expected ${kernel} to take at most 16 arguments after lo ` +
        "and hi but found 17",
    });
  }
});

Deno.test("instantiateKernels() refuses kernels that are not those of kernel_parameters.ts", () => {
  throws(() => instantiateKernels(moduleOf({ ...declared, pad: 9 }), newMemory()), {
    name: "TypeError",
    message: "Cannot load the kernels: expected pad to take 8 arguments after lo and hi, as " +
      "kernel_parameters.ts says, but found 7: deno task build:kernels makes both anew",
  });
  const { pad: _, ...withoutPad } = declared;
  throws(() => instantiateKernels(moduleOf(withoutPad), newMemory()), {
    name: "TypeError",
    message: "Cannot load the kernels: expected a function pad but found undefined",
  });
});

Deno.test("every kernel's arguments fit into the words that threads share", () => {
  for (const [kernel, { length }] of Object.entries(KERNEL_PARAMETERS)) {
    ok(length <= MAX_ARGUMENTS, `${kernel} takes ${length}`);
  }
});

Deno.test("inOrder() puts arguments into the kernel's order, whatever order they come in", () => {
  deepEqual(inOrder("transpose", { C: 4, R: 3, y: 2, x: 1 }), [1, 2, 3, 4]);
});

Deno.test("inOrder() refuses an argument that is missing or no whole number", () => {
  for (const [x, found] of [[undefined, "undefined"], [NaN, "NaN"], [0.5, "0.5"], ["1", '"1"']]) {
    throws(() => inOrder("rowSum", { x, y: 1, C: 2 } as KernelArguments<"rowSum">), {
      name: "TypeError",
      message: `Cannot compute rowSum: expected x to be a whole number but found ${found}`,
    });
  }
});

Deno.test("numberOf() refuses a name that no kernel has", () => {
  for (const name of ["conv2D", "", "toString", "allocate", "memory"]) {
    throws(() => numberOf(name as KernelName), {
      name: "RangeError",
      message: `Cannot compute a kernel: expected the name of one in kernels/ but found "${name}"`,
    });
  }
});

Deno.test("SimdBackend.forEach() refuses an unknown kernel alone and with threads", async () => {
  const backend = new SimdBackend();
  try {
    for (const threads of [1, 2]) {
      await backend.setThreads(threads);
      const job = { count: 1_000_000, work: 1000, args: {} as never };
      throws(() => backend.forEach("winogradConv2D" as KernelName, job), {
        name: "RangeError",
        message:
          'Cannot compute a kernel: expected the name of one in kernels/ but found "winogradConv2D"',
      });
    }
  } finally {
    backend.dispose();
  }
});

/** Never called: each line would be a mistake that the compiler finds. */
function _mistakes(backend: SimdBackend): void {
  const job = { count: 1, work: 1 };
  // @ts-expect-error: a misspelt kernel
  backend.forEach("softMax", { ...job, args: { x: 0, y: 0, C: 1 } });
  // @ts-expect-error: no kernel
  backend.forEach("allocate", { ...job, args: { bytes: 1 } });
  // @ts-expect-error: an argument is missing
  backend.forEach("softmax", { ...job, args: { x: 0, y: 0 } });
  // @ts-expect-error: an argument too many
  backend.forEach("softmax", { ...job, args: { x: 0, y: 0, C: 1, O: 1 } });
  // @ts-expect-error: arguments of another kernel
  backend.forEach("softmax", { ...job, args: { x: 0, y: 0, L: 1 } });
  // @ts-expect-error: arguments by position
  backend.forEach("softmax", { ...job, args: [0, 0, 1] });
  // @ts-expect-error: not a number
  backend.forEach("softmax", { ...job, args: { x: 0, y: 0, C: "1" } });
  const sum = { ...job, length: 1, result: 0 };
  // @ts-expect-error: a kernel that does not sum in pieces
  backend.sumInPieces("rowSum", { ...sum, args: { x: 0, C: 1 } });
  // @ts-expect-error: an argument is missing
  backend.sumInPieces("columnSum", { ...sum, args: { x: 0 } });
  // @ts-expect-error: the address of the pieces is the backend's business
  backend.sumInPieces("columnSum", { ...sum, args: { x: 0, C: 1, parts: 0 } });
}

/** Compiles the text of one kernel file. */
async function compile(source: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/planted.ts`, source);
    return (await compileKernels(pathToFileURL(`${folder}/`))).parameters;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("compileKernels() lists the parameters that AssemblyScript declares", async () => {
  const parameters = await compile(
    "export function one(lo: i32, hi: i32, x: usize, rate: i32): void {}\n" +
      "export function two(lo: i32, hi: i32): void {}\n",
  );
  ok(parameters.endsWith('{\n  one: ["x", "rate"],\n  two: [],\n} as const;\n'));
});

Deno.test("compileKernels() refuses a function that does not take a range, and source with errors", async () => {
  await rejects(compile("export function helper(x: i32, lo: i32): i32 { return x; }\n"), {
    name: "TypeError",
    message: "Cannot compile the kernels: expected helper to take lo and hi first but found " +
      "(x: number, lo: number)",
  });
  await rejects(compile("export function broken(lo: i32, hi: i32): void { nothing(); }\n"), {
    message: "Cannot compile the kernels: expected valid AssemblyScript but found: " +
      "TS2304: Cannot find name 'nothing'.",
  });
});
