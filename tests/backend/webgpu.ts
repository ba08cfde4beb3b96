// Not named `…_test.ts`: `deno task test:webgpu` runs it in a process of its own. A software adapter
// brings a driver with threads into the process, which must not be there when other tests end. It
// also compiles every shader on the processor, unless it has kept them from an earlier run: measured
// with Mesa on two cores, 20 s of its time as Vulkan and two minutes as OpenGL.
import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { KERNEL_CASES, type KernelCase } from "./kernel_cases/all.ts";
import { assertClose, runOn } from "./run_on.ts";
import { WEBGPU_EXCEPTIONS } from "./webgpu_exceptions.ts";

const adapter = await navigator.gpu?.requestAdapter();
if (!adapter) console.log("No WebGPU adapter, not even in software: the webgpu tests are skipped.");

Deno.test("useBackend() says what there is when webgpu has no adapter", {
  ignore: adapter !== null && adapter !== undefined,
}, async () => {
  await rejects(useBackend({ backend: "webgpu" }), {
    message: "Cannot use the webgpu backend: expected a GPU adapter but found none; there are " +
      '"simd" and "cpu"',
  });
});

Deno.test("useBackend() with auto takes simd where there is no GPU but in software", {
  ignore: adapter ? !adapter.info.isFallbackAdapter : false,
}, async () => {
  const { backend, reason } = await useBackend({ backend: "auto" });
  deepStrictEqual([backend, reason], ["simd", "asked for: auto found no GPU"]);
});

Deno.test("useBackend() starts webgpu where it is asked for", { ignore: !adapter }, async () => {
  const used = await useBackend({ backend: "webgpu" });
  deepStrictEqual(used, { backend: "webgpu", threads: 1, reason: "asked for" });
  strictEqual(tf.getBackend(), "webgpu");
});

async function assertWebGpuAgrees({ compute }: KernelCase): Promise<void> {
  await useBackend({ backend: "webgpu" });
  // Else kernels leave tensors as small as the table's to cpu.
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  const expected = await runOn("cpu", compute);
  const actual = await runOn("webgpu", compute);
  strictEqual(actual.length, expected.length);
  expected.forEach((values, i) => assertClose(actual[i], values, `output ${i}`));
}

for (const kernelCase of KERNEL_CASES) {
  const { name } = kernelCase;
  const exception = WEBGPU_EXCEPTIONS[name];
  if (!exception) {
    Deno.test(`webgpu agrees with cpu on ${name}`, { ignore: !adapter }, () => {
      return assertWebGpuAgrees(kernelCase);
    });
    continue;
  }
  // What a GPU makes of NaN is its own affair; the list is kept for the adapter in software.
  Deno.test(`webgpu is excused from ${name}: ${exception.reason}`, {
    ignore: !adapter?.info.isFallbackAdapter,
  }, async () => {
    const failure = await assertWebGpuAgrees(kernelCase).catch((error: Error) => error);
    if (failure) match(failure.message, exception.failure);
    else ok(exception.mayPass, "webgpu agrees with cpu: take the case off the list");
  });
}

Deno.test("every case that webgpu is excused from is in the table", () => {
  const names = new Set(KERNEL_CASES.map(({ name }) => name));
  deepStrictEqual(Object.keys(WEBGPU_EXCEPTIONS).filter((name) => !names.has(name)), []);
});
