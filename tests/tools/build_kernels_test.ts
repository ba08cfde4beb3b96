import { deepEqual, equal } from "node:assert/strict";
import { compileKernels, KERNEL_PARAMETERS, KERNELS_WASM } from "../../tools/build_kernels/main.ts";

Deno.test("compileKernels() gives the kernels.wasm and kernel_parameters.ts that are checked in", async () => {
  const { wasm, parameters } = await compileKernels();
  deepEqual(wasm, await Deno.readFile(KERNELS_WASM));
  equal(parameters, await Deno.readTextFile(KERNEL_PARAMETERS));
});
