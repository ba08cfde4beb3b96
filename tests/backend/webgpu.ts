// Not named `…_test.ts`: `deno task test:webgpu` runs it in a process of its own. A software adapter
// brings a driver with threads into the process, which must not be there when other tests end. It
// also compiles every shader on the processor, unless it has kept them from an earlier run: measured
// with Mesa on two cores, 20 s of its time as Vulkan and two minutes as OpenGL.
import { deepEqual, equal, match, ok, rejects, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import {
  doPrediction,
  evaluate,
  getModel,
  loadModel,
  MnistData,
  saveModel,
  train,
  useBackend,
} from "../../lib/course/mod.ts";
import { describeTensor } from "../../lib/course/notebook/display_tensors.ts";
import { imageGrid, metrics, render, show } from "../../lib/vis/mod.ts";
import { inFolder } from "../in_folder.ts";
import { KERNEL_CASES, type KernelCase } from "./kernel_cases/all.ts";
import { assertClose, runOn } from "./run_on.ts";
import { unpackedProducts } from "./kernel_cases/matrix.ts";
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
  deepEqual([backend, reason], ["simd", "asked for: auto found no GPU"]);
});

Deno.test("useBackend() starts webgpu where it is asked for", { ignore: !adapter }, async () => {
  const used = await useBackend({ backend: "webgpu" });
  deepEqual(used, { backend: "webgpu", threads: 1, reason: "asked for" });
  equal(tf.getBackend(), "webgpu");
});

Deno.test("figures, metrics and evaluation refuse webgpu's tensors or read them", {
  ignore: !adapter,
}, async () => {
  await useBackend({ backend: "webgpu" });
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  const before = tf.memory().numTensors;
  const computed = (make: () => tf.Tensor) => tf.tidy(() => make().mul(1));
  const vector = computed(() => tf.tensor1d([0, 1, 1], "int32")) as tf.Tensor1D;
  const matrix = computed(() => tf.tensor2d([[0, 0.5], [1, 0.25]])) as tf.Tensor2D;
  const pictures = matrix.reshape([1, 2, 2]);
  const upConv = tf.layers.conv2dTranspose({ filters: 2, kernelSize: 1, inputShape: [2, 2, 1] });
  const model = tf.sequential({ layers: [upConv] });
  const digits = await MnistData.load();
  const classifier = getModel();
  // An initial weight is in memory; one that was trained is on the GPU.
  const weights = [computed(() => tf.ones([1, 1, 2, 1])), computed(() => tf.zeros([2]))];
  upConv.setWeights(weights);
  const readers: [string, () => unknown][] = [
    ["show.valuesDistribution", () => show.valuesDistribution(vector)],
    ["show.layer", () => show.layer(upConv)],
    ["show.filters", () => show.filters(upConv)],
    ["show.activations", () => show.activations(model, matrix.reshape([2, 2, 1]))],
    ["show.predictions", () => show.predictions(pictures, matrix.slice([0, 0], [1, 2]) as never)],
    ["render.heatmap", () => render.heatmap({ values: matrix })],
    ["render.confusionMatrix", () => render.confusionMatrix({ values: matrix as never })],
    ["imageGrid", () => imageGrid(pictures)],
    ["metrics.accuracy", () => metrics.accuracy(vector, vector)],
    ["metrics.confusionMatrix", () => metrics.confusionMatrix(vector, vector)],
    ["metrics.topKAccuracy", () => metrics.topKAccuracy(vector.slice(0, 2), matrix, 1)],
    ["evaluate", () => evaluate(classifier, digits)],
    ["doPrediction", () => doPrediction(classifier, digits, 10)],
  ];
  for (const [name, read] of readers) {
    tf.tidy(() =>
      throws(() => void read(), /^Error: Cannot .*: expected .* but found .*webgpu/, name)
    );
  }
  match(describeTensor(vector), /^Tensor float32 \[3\], on webgpu: await tensor\.data\(\)/);

  await Promise.all([vector, matrix, pictures, ...model.getWeights()].map((t) => t.data()));
  match(show.valuesDistribution(vector).text, /\b0\b/);
  show.layer(upConv);
  render.heatmap({ values: matrix });
  imageGrid(pictures);
  equal(metrics.accuracy(vector, vector), 1);
  match(describeTensor(vector), /\n\[0, 1, 1\]$/);
  model.dispose();
  classifier.dispose();
  tf.dispose([vector, matrix, pictures, weights]);
  equal(tf.memory().numTensors, before);
});

Deno.test("train() and saveModel() work on webgpu", { ignore: !adapter }, async () => {
  await useBackend({ backend: "webgpu" });
  const model = getModel({ seed: 5 });
  const few = { epochs: 3, batchSize: 16, trainSize: 32, validationSize: 10 };
  const callbacks = [tf.callbacks.earlyStopping({ minDelta: 1000 }), show.fitCallbacks()];
  const { loss } = await train(model, await MnistData.load(), { ...few, callbacks });
  equal(loss.length, 2);
  ok(loss.every(Number.isFinite));
  await inFolder(async (folder) => {
    await saveModel(model, folder);
    await useBackend({ backend: "simd" });
    const loaded = await loadModel(folder);
    equal(evaluate(loaded, await MnistData.load()).examples, 1300);
    loaded.dispose();
  });
  model.dispose();
});

async function assertWebGpuAgrees({ compute }: KernelCase): Promise<void> {
  await useBackend({ backend: "webgpu" });
  // Else kernels leave tensors as small as the table's to cpu.
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  const expected = await runOn("cpu", compute);
  const actual = await runOn("webgpu", compute);
  equal(actual.length, expected.length);
  expected.forEach((values, i) => assertClose(actual[i], values, `output ${i}`));
}

/**
 * What is not compared: kernels of no network here, and ways to multiply that are our own. In software a
 * product takes a minute for its shaders.
 */
const OTHER_KERNELS =
  /^(Acos|Acosh|Asin|Asinh|Atan|Atan2|Atanh|Cast|Ceil|Cos|Cosh|Erf|Expm1|Floor|FloorDiv|Is.*|Log1p|Mod|Pow|Round|Sign|Sin|Sinh|Softplus|Tan|LogicalNot|BitwiseAnd|LRN.*|TopK|Cum.*|Arg.*|All|Any|Prod|.*ToSpace|.*ToBatch.*|GatherNd|MirrorPad|StridedSlice|Resize.*|AddN|Prelu|Max|Min)$/;
const unpacked = new Set(unpackedProducts);
const COMPARED = KERNEL_CASES.filter((kernelCase) =>
  !unpacked.has(kernelCase) && !kernelCase.kernels.some((kernel) => OTHER_KERNELS.test(kernel))
);

for (const kernelCase of COMPARED) {
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
  const names = new Set(COMPARED.map(({ name }) => name));
  deepEqual(Object.keys(WEBGPU_EXCEPTIONS).filter((name) => !names.has(name)), []);
});
