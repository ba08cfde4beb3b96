import { deepStrictEqual, notStrictEqual, ok } from "node:assert/strict";
import { kernelCalls } from "../../lib/backend/register_simd.ts";
import { KERNEL_CASES, type KernelCase, LARGE_CASES } from "./kernel_cases.ts";
import { assertClose, runOn } from "./run_on.ts";

/** Computes a case on simd and checks that it uses the kernels that it must use. */
async function runOnSimd({ compute, kernels }: KernelCase, threads?: number) {
  const before = kernels.map((kernel) => kernelCalls.get(kernel)!.simd);
  const values = await runOn("simd", compute, threads);
  kernels.forEach((kernel, i) =>
    notStrictEqual(kernelCalls.get(kernel)!.simd, before[i], `our ${kernel} was not used`)
  );
  return values;
}

for (const kernelCase of [...KERNEL_CASES, ...LARGE_CASES]) {
  Deno.test(`simd agrees with cpu on ${kernelCase.name}`, async () => {
    const expected = await runOn("cpu", kernelCase.compute);
    const actual = await runOnSimd(kernelCase);
    deepStrictEqual(actual.length, expected.length);
    expected.forEach((values, i) => assertClose(actual[i], values, i === 0 ? "y" : `output ${i}`));
  });
}

Deno.test("simd gives the same bits for 1, 2, 3 and 4 threads and on repeats", async () => {
  const all = async (threads: number) => {
    const outputs = [];
    for (const large of LARGE_CASES) outputs.push(await runOnSimd(large, threads));
    return outputs;
  };
  const expected = await all(1);
  for (const threads of [2, 3, 4, 2]) {
    deepStrictEqual(await all(threads), expected, `${threads} threads`);
  }
});

Deno.test("the table has every overridden kernel", () => {
  const covered = new Set([...KERNEL_CASES, ...LARGE_CASES].flatMap(({ kernels }) => kernels));
  deepStrictEqual([...kernelCalls.keys()].filter((kernel) => !covered.has(kernel)), []);
  ok(KERNEL_CASES.length >= 100);
});
