import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { type BackendName, useBackend } from "../../lib/backend/mod.ts";
import { assertClose } from "./run_on.ts";

/** Trains on seeded noise and returns the loss of each batch. */
async function trainOn(
  backend: BackendName,
  makeModel: () => tf.Sequential,
  optimizer: () => tf.Optimizer,
  batches: number,
  batchSize: number,
): Promise<Float32Array> {
  await useBackend({ backend });
  const model = makeModel();
  model.compile({ optimizer: optimizer(), loss: "categoricalCrossentropy" });
  const losses = [];
  const tensorsAfterBatch = new Set<number>();
  for (let batch = 0; batch < batches; batch++) {
    const [, ...inputShape] = model.inputs[0].shape as number[];
    const classes = model.outputs[0].shape[1] as number;
    const x = tf.randomUniform([batchSize, ...inputShape], 0, 1, "float32", batch);
    const labels = Int32Array.from({ length: batchSize }, (_, example) => example % classes);
    const y = tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), classes));
    losses.push(await model.trainOnBatch(x, y) as number);
    tf.dispose([x, y]);
    tensorsAfterBatch.add(tf.memory().numTensors);
  }
  strictEqual(tensorsAfterBatch.size, 1, `each batch leaves tensors behind on ${backend}`);
  model.optimizer.dispose();
  model.dispose();
  return new Float32Array(losses);
}

function lessonNetwork(): tf.Sequential {
  const initializer = (seed: number) => tf.initializers.varianceScaling({ seed });
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [28, 28, 1],
        kernelSize: 5,
        filters: 8,
        activation: "relu",
        kernelInitializer: initializer(1),
      }),
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }),
      tf.layers.conv2d({
        kernelSize: 5,
        filters: 16,
        activation: "relu",
        kernelInitializer: initializer(2),
      }),
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10, activation: "softmax", kernelInitializer: initializer(3) }),
    ],
  });
}

Deno.test("the lesson's network trains to the same losses on wasm and cpu", async () => {
  const train = (backend: BackendName) =>
    trainOn(backend, lessonNetwork, () => tf.train.adam(), 2, 16);
  assertClose(await train("wasm"), await train("cpu"), "the losses");
});

Deno.test("the lesson's network trains to the same bits twice on wasm", async () => {
  const train = () => trainOn("wasm", lessonNetwork, () => tf.train.adam(), 4, 64);
  deepStrictEqual(await train(), await train());
});

/** Layers that the lesson's network does without. */
function networkOfOtherLayers(): tf.Sequential {
  const initializer = (seed: number) => tf.initializers.glorotUniform({ seed });
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [8, 8, 3],
        kernelSize: 3,
        filters: 5,
        strides: 2,
        padding: "same",
        useBias: false,
        kernelInitializer: initializer(1),
      }),
      tf.layers.batchNormalization(),
      tf.layers.reLU(),
      tf.layers.conv2dTranspose({
        kernelSize: 3,
        filters: 4,
        strides: 2,
        padding: "same",
        activation: "tanh",
        kernelInitializer: initializer(2),
      }),
      tf.layers.averagePooling2d({ poolSize: 2 }),
      tf.layers.dropout({ rate: 0.25, seed: 3 }),
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({ units: 3, activation: "softmax", kernelInitializer: initializer(4) }),
    ],
  });
}

const OPTIMIZERS: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  rmsprop: () => tf.train.rmsprop(0.01),
  adam: () => tf.train.adam(0.01),
};

for (const [name, optimizer] of Object.entries(OPTIMIZERS)) {
  Deno.test(`a network of other layers trains with ${name} to the same losses on wasm and cpu`, async () => {
    const train = (backend: BackendName) => trainOn(backend, networkOfOtherLayers, optimizer, 4, 6);
    assertClose(await train("wasm"), await train("cpu"), "the losses");
  });
}

Deno.test("a layer that wasm cannot train gets an error that names the kernel", async () => {
  const depthwise = () =>
    tf.sequential({
      layers: [
        tf.layers.depthwiseConv2d({ inputShape: [4, 4, 2], kernelSize: 3 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 3, activation: "softmax" }),
      ],
    });
  await rejects(trainOn("wasm", depthwise, () => tf.train.sgd(0.1), 1, 2), {
    message: "Kernel 'DepthwiseConv2dNativeBackpropFilter' not registered for backend 'wasm'",
  });
});
