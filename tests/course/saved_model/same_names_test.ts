import { deepEqual, equal, rejects } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../../lib/backend/mod.ts";
import { loadModel } from "../../../lib/course/saved_model/load_model.ts";
import { saveModel } from "../../../lib/course/saved_model/save_model.ts";
import { inFolder } from "../../in_folder.ts";
import { deepModel, disposeAll, ensemble, valuesOf } from "./models.ts";

await useBackend();

/** What a model predicts for ones. */
function predict(model: tf.LayersModel): number[] {
  return tf.tidy(() => {
    const [, ...shape] = model.inputs[0].shape;
    return Array.from((model.predict(tf.ones([1, ...shape as number[]])) as tf.Tensor).dataSync());
  });
}

async function again(model: tf.LayersModel): Promise<tf.LayersModel> {
  return await inFolder(async (folder) => {
    await saveModel(model, folder);
    return await loadModel(folder);
  });
}

Deno.test("loadModel() keeps two weights of one name apart", async () => {
  const before = tf.memory().numTensors;
  const model = ensemble();
  deepEqual(new Set(model.weights.map(({ originalName }) => originalName)).size, 2);
  const loaded = await again(model);
  deepEqual(predict(loaded), predict(model));
  deepEqual(valuesOf(loaded), valuesOf(model));
  disposeAll(model);
  disposeAll(loaded);
  equal(tf.memory().numTensors, before);
});

Deno.test("loadModel() keeps weights of one name apart whichever part is frozen", async () => {
  const before = tf.memory().numTensors;
  for (const freeze of [[1], [2], [1, 2]]) {
    const model = ensemble();
    for (const index of freeze) model.layers[index].trainable = false;
    const loaded = await again(model);
    deepEqual(predict(loaded), predict(model));
    deepEqual(valuesOf(loaded), valuesOf(model));
    equal(loaded.trainableWeights.length, 4 - 2 * freeze.length);
    disposeAll(model);
    disposeAll(loaded);
  }
  equal(tf.memory().numTensors, before);
});

Deno.test("loadModel() restores models in wrappers in models, and cells", async () => {
  const before = tf.memory().numTensors;
  for (const freeze of ["", "inner", "norm", "middle"]) {
    const model = deepModel();
    const wrapper = model.layers[1] as unknown as { layer: tf.Sequential };
    const inner = wrapper.layer.layers[0] as tf.Sequential;
    const found = [wrapper.layer, inner, ...inner.layers].find(({ name }) => name === freeze);
    if (found !== undefined) found.trainable = false;
    const loaded = await again(model);
    deepEqual(predict(loaded), predict(model));
    const names = (list: tf.LayersModel["weights"]) => list.map(({ originalName }) => originalName);
    deepEqual(names(loaded.trainableWeights), names(model.trainableWeights), `frozen: ${freeze}`);
    deepEqual(valuesOf(loaded), valuesOf(model));
    disposeAll(model);
    disposeAll(loaded);
  }
  equal(tf.memory().numTensors, before);
});

Deno.test("loadModel() refuses weights of one name in a file of another program", async () => {
  const model = ensemble();
  await inFolder(async (folder) => {
    await saveModel(model, folder);
    const path = `${folder}/model.json`;
    const { convbook: _, ...json } = JSON.parse(await Deno.readTextFile(path));
    await Deno.writeTextFile(path, JSON.stringify(json));
    const before = tf.memory().numTensors;
    await rejects(loadModel(folder), {
      name: "SyntaxError",
      message:
        `Cannot load the model: expected layers that the weights fit in ${path} but found: ` +
        "two weights that may be fc/kernel",
    });
    equal(tf.memory().numTensors, before);
  });
  disposeAll(model);
});

Deno.test("loadModel() freezes the base that was frozen, and thaws it in one piece", async () => {
  const before = tf.memory().numTensors;
  const base = tf.sequential({
    layers: [
      tf.layers.dense({ units: 3, inputShape: [2] }),
      tf.layers.batchNormalization(),
    ],
  });
  base.trainable = false;
  const model = tf.sequential({ layers: [base, tf.layers.dense({ units: 2 })] });
  const loaded = await again(model);
  equal(loaded.layers[0].trainable, false);
  equal(loaded.trainableWeights.length, 2);
  for (const either of [model, loaded]) either.layers[0].trainable = true;
  equal(loaded.trainableWeights.length, 6);
  deepEqual(valuesOf(loaded), valuesOf(model));
  disposeAll(model);
  disposeAll(loaded);
  equal(tf.memory().numTensors, before);
});

Deno.test("loadModel() freezes layers that were taken out of a frozen model", async () => {
  const before = tf.memory().numTensors;
  const base = tf.sequential({
    layers: [tf.layers.dense({ units: 3, inputShape: [2] }), tf.layers.dense({ units: 4 })],
  });
  base.trainable = false;
  const cut = base.layers[0].output as tf.SymbolicTensor;
  const head = tf.layers.dense({ units: 2 }).apply(cut) as tf.SymbolicTensor;
  const model = tf.model({ inputs: base.inputs, outputs: head });
  const loaded = await again(model);
  equal(model.trainableWeights.length, 2);
  equal(loaded.trainableWeights.length, 2);
  loaded.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  const kernel = loaded.layers[1].getWeights()[0].dataSync();
  const [xs, ys] = [tf.ones([4, 2]), tf.ones([4, 2])];
  await loaded.fit(xs, ys, { epochs: 1, verbose: 0 });
  deepEqual(loaded.layers[1].getWeights()[0].dataSync(), kernel);
  tf.dispose([xs, ys]);
  disposeAll(loaded);
  disposeAll(model);
  for (const weight of base.layers[1].weights) weight.dispose();
  (loaded.optimizer as tf.SGDOptimizer).dispose();
  equal(tf.memory().numTensors, before);
});

Deno.test("loadModel() loads what tf.LayersModel.save() wrote, with the optimizer", async () => {
  await inFolder(async (folder) => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
    model.compile({ loss: "meanSquaredError", optimizer: "adam" });
    const [xs, ys] = [tf.ones([4, 3]), tf.ones([4, 2])];
    await model.fit(xs, ys, { epochs: 1, verbose: 0 });
    const handler = tf.io.withSaveHandler(async ({ weightData, weightSpecs, ...rest }) => {
      const data = tf.io.CompositeArrayBuffer.join(weightData);
      const weightsManifest = [{ paths: ["./model.weights.bin"], weights: weightSpecs }];
      await Deno.writeFile(`${folder}/model.weights.bin`, new Uint8Array(data));
      await Deno.writeTextFile(
        `${folder}/model.json`,
        JSON.stringify({ ...rest, weightsManifest }),
      );
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" as const } };
    });
    await model.save(handler, { includeOptimizer: true });
    const before = tf.memory().numTensors;
    const loaded = await loadModel(folder);
    deepEqual(valuesOf(loaded), valuesOf(model));
    disposeAll(loaded);
    equal(tf.memory().numTensors, before);
    tf.dispose([xs, ys]);
    model.dispose();
  });
});
