import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../../lib/backend/mod.ts";
import { MnistData } from "../../../lib/course/dataset/mnist_data.ts";
import { doPrediction } from "../../../lib/course/evaluate.ts";
import { getModel } from "../../../lib/course/model.ts";
import { loadModel, saveModel } from "../../../lib/course/mod.ts";
import { train } from "../../../lib/course/train.ts";
import { inFolder } from "../../in_folder.ts";

await useBackend();
const data = await MnistData.load();

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

Deno.test("loadModel() returns the metadata that a model was saved with", async () => {
  await inFolder(async (folder) => {
    const model = getModel({ seed: 1 });
    model.setUserDefinedMetadata({ accuracy: 0.98, classes: ["0", "1"] });
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    deepEqual(loaded.getUserDefinedMetadata(), { accuracy: 0.98, classes: ["0", "1"] });
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

Deno.test("saveModel() leaves the old files where the new ones cannot be written", async () => {
  await inFolder(async (folder) => {
    const [first, second] = [1, 2].map((seed) => getModel({ seed }));
    await saveModel(first, folder);
    const model = await Deno.readFile(`${folder}/model.json`);
    await Deno.remove(`${folder}/weights.bin`);
    await Deno.mkdir(`${folder}/weights.bin`); // in the way of the new file
    await rejects(saveModel(second, folder), (error: Error) => {
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
    deepEqual(await Deno.readFile(`${folder}/model.json`), model);
    const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    deepEqual(names.sort(), ["model.json", "weights.bin"]);
    first.dispose();
    second.dispose();
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
    const start = "Cannot load the model: expected ";
    const format = `${start}a layers model in TensorFlow.js's format at ${path} but found `;
    const groups =
      `${start}a list of paths and one of weights for each group in ${path} but found `;
    const broken = {
      "not JSON": `${format}"not JSON"`,
      "null": `${format}"null"`,
      '{"modelTopology":{}}': `${format}{ modelTopology: {} }`,
      '{"modelTopology":{},"weightsManifest":[null]}': `${groups}null`,
      '{"modelTopology":{},"weightsManifest":[{}]}': `${groups}{}`,
      '{"format":"graph-model","modelTopology":{},"weightsManifest":[]}':
        `${format}a graph model, which has operations instead of layers`,
    };
    for (const [text, message] of Object.entries(broken)) {
      await Deno.writeTextFile(path, text);
      await rejects(loadModel(folder), { name: "SyntaxError", message });
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

Deno.test("loadModel() rejects weights that do not fit the layers, and leaks no tensor", async () => {
  await inFolder(async (folder) => {
    const before = tf.memory().numTensors;
    const model = getModel({ seed: 1 });
    await saveModel(model, folder);
    model.dispose();
    const path = `${folder}/model.json`;
    const text = await Deno.readTextFile(path);
    const { modelTopology, weightsManifest: [{ paths, weights }] } = JSON.parse(text);
    const write = (specs: unknown[]) =>
      Deno.writeTextFile(
        path,
        JSON.stringify({ modelTopology, weightsManifest: [{ paths, weights: specs }] }),
      );
    const start =
      `Cannot load the model: expected layers that the weights fit in ${path} but found: `;

    await write([{ ...weights[0], name: "zzz" }, ...weights.slice(1)]);
    await rejects(loadModel(folder), {
      name: "SyntaxError",
      message: `${start}no weight ${weights[0].name}`,
    });
    await write([{ ...weights[0], shape: [5, 5, 8, 1] }, ...weights.slice(1)]);
    await rejects(loadModel(folder), (error: Error) => {
      equal(error.name, "SyntaxError");
      ok(error.message.startsWith(start), error.message);
      return true;
    });
    equal(tf.memory().numTensors, before);
  });
});

Deno.test("loadModel() rejects layers that TensorFlow.js does not know", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/model.json`;
    const modelTopology = { class_name: "Oracle", config: {} };
    await Deno.writeTextFile(path, JSON.stringify({ modelTopology, weightsManifest: [] }));
    await rejects(loadModel(folder), (error: Error) => {
      equal(error.name, "SyntaxError");
      ok(
        error.message.startsWith(
          `Cannot load the model: expected layers that TensorFlow.js knows in ${path} but found: `,
        ),
        error.message,
      );
      return true;
    });
  });
});
