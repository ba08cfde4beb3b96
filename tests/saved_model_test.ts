import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../lib/backend/mod.ts";
import { MnistData } from "../lib/dataset/mnist_data.ts";
import { doPrediction } from "../lib/evaluate.ts";
import { getModel } from "../lib/model.ts";
import { loadModel, saveModel } from "../lib/saved_model.ts";
import { train } from "../lib/train.ts";

await useBackend();
const data = await MnistData.load();

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((tensor) => tensor.dataSync());

Deno.test("loadModel() returns the model that saveModel() saved", async () => {
  await inFolder(async (folder) => {
    const before = tf.memory().numTensors;
    const model = getModel({ seed: 1 });
    await saveModel(model, `${folder}/a/b`);
    deepEqual([...Deno.readDirSync(`${folder}/a/b`)].map(({ name }) => name).sort(), [
      "model.json",
      "weights.bin",
    ]);
    const loaded = await loadModel(`${folder}/a/b`);
    deepEqual(weightsOf(loaded), weightsOf(model));
    deepEqual(loaded.layers.map(({ name }) => name), model.layers.map(({ name }) => name));
    model.dispose();
    loaded.dispose();
    equal(tf.memory().numTensors, before);
  });
});

Deno.test("loadModel() returns a model that predicts the same", async () => {
  await inFolder(async (folder) => {
    const model = getModel({ seed: 1 });
    await train(model, data, { epochs: 1, batchSize: 50, trainSize: 100, validationSize: 10 });
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    deepEqual(doPrediction(loaded, data, 100), doPrediction(model, data, 100));
    model.dispose();
    loaded.dispose();
  });
});

Deno.test("saveModel() saves a model that is not compiled", async () => {
  await inFolder(async (folder) => {
    const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [3], units: 2 })] });
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    deepEqual(weightsOf(loaded), weightsOf(model));
    model.dispose();
    loaded.dispose();
  });
});

Deno.test("saveModel() writes TensorFlow.js's own format", async () => {
  await inFolder(async (folder) => {
    const model = getModel({ seed: 1 });
    await saveModel(model, folder);
    const json = JSON.parse(await Deno.readTextFile(`${folder}/model.json`));
    equal(json.format, "layers-model");
    const handler = tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: (await Deno.readFile(`${folder}/weights.bin`)).buffer,
    });
    const loaded = await tf.loadLayersModel(handler);
    deepEqual(weightsOf(loaded), weightsOf(model));
    model.dispose();
    loaded.dispose();
  });
});

Deno.test("saveModel() leaves the old model where the new one cannot be written", async () => {
  await inFolder(async (folder) => {
    const model = getModel({ seed: 1 });
    await saveModel(model, folder);
    const before = await Deno.readFile(`${folder}/model.json`);
    await Deno.mkdir(`${folder}/model.json.part`); // in the way of the new file
    await rejects(saveModel(model, folder), (error: Error) => {
      ok(
        error.message.startsWith(
          "Cannot save the model: expected a folder that can be written at " +
            `${folder} but found: `,
        ),
        error.message,
      );
      ok(error.cause instanceof Error);
      return true;
    });
    deepEqual(await Deno.readFile(`${folder}/model.json`), before);
    model.dispose();
  });
});

Deno.test("saveModel() rejects a folder whose path is a file", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "precious");
    const model = getModel({ seed: 1 });
    await rejects(saveModel(model, `${folder}/file`), {
      message: "Cannot save the model: expected a folder that can be written at " +
        `${folder}/file but found: File exists (os error 17): mkdir '${folder}/file'`,
    });
    equal(await Deno.readTextFile(`${folder}/file`), "precious");
    model.dispose();
  });
});

Deno.test("loadModel() rejects a folder without a model", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/model.json`;
    await rejects(loadModel(folder), {
      name: "Error",
      message: `Cannot load the model: expected a file at ${path} but found: ` +
        `No such file or directory (os error 2): readfile '${path}'`,
    });
    for (const text of ["not JSON", '{"modelTopology":{}}', "null"]) {
      await Deno.writeTextFile(path, text);
      await rejects(loadModel(folder), {
        name: "SyntaxError",
        message: "Cannot load the model: expected a layers model in TensorFlow.js's format at " +
          `${path} but found ${JSON.stringify(text)}`,
      });
    }
  });
});

Deno.test("loadModel() rejects weights cut off, and makes no tensor", async () => {
  await inFolder(async (folder) => {
    const model = getModel({ seed: 1 });
    await saveModel(model, folder);
    const before = tf.memory().numTensors;
    const weights = await Deno.readFile(`${folder}/weights.bin`);
    await Deno.writeFile(`${folder}/weights.bin`, weights.subarray(0, 1000));
    await rejects(loadModel(folder), {
      name: "SyntaxError",
      message: "Cannot load the model: expected 23976 bytes of weights in weights.bin of " +
        `${folder} but found 1000`,
    });
    equal(tf.memory().numTensors, before);
    model.dispose();
  });
});
