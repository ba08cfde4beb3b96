import { deepStrictEqual } from "node:assert/strict";
import { compileKernels, KERNELS_WASM } from "../../lib/backend/compile_kernels.ts";

Deno.test("compileKernels() gives the bytes of the kernels.wasm that is checked in", async () => {
  deepStrictEqual(await compileKernels(), await Deno.readFile(KERNELS_WASM));
});
