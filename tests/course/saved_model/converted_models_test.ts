import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../../lib/backend/mod.ts";
import { loadModel } from "../../../lib/course/saved_model/load_model.ts";
import { saveModel } from "../../../lib/course/saved_model/save_model.ts";
import { inFolder } from "../../in_folder.ts";
import { disposeAll } from "./models.ts";

await useBackend();

// Models that Python's converter wrote; converted/README.md says how.
const CONVERTED = fileURLToPath(new URL("converted/", import.meta.url));

/** How far outputs may be from Python's: packed weights are rounded. */
const TOLERANCE: Record<string, number> = {
  layers_model_uint8: 2e-2,
  layers_model_uint16: 1e-4,
  layers_model_float16: 1e-3,
};

interface Values {
  shape: number[];
  values: number[];
}

/** What Python says of the model that it converted. */
interface Expected {
  inputs: Values[];
  output: Values;
  trainableWeights: number;
}

async function readExpected(name: string): Promise<Expected> {
  return JSON.parse(await Deno.readTextFile(`${CONVERTED}${name}/expected.json`));
}

function checkOutput(model: tf.LayersModel, { inputs, output }: Expected, tolerance: number): void {
  const found = tf.tidy(() => {
    const tensors = inputs.map(({ values, shape }) => tf.tensor(values, shape));
    const result = model.predict(tensors.length === 1 ? tensors[0] : tensors) as tf.Tensor;
    deepEqual(result.shape, output.shape);
    return result.dataSync();
  });
  const far = output.values.filter((value, i) => Math.abs(value - found[i]) > tolerance);
  deepEqual(far, [], `found ${found}`);
}

const names = Array.from(Deno.readDirSync(CONVERTED))
  .filter(({ isDirectory, name }) => isDirectory && name !== "graph_model")
  .map(({ name }) => name)
  .sort();

for (const name of names) {
  Deno.test(`loadModel() loads ${name} of Python's converter`, async () => {
    const before = tf.memory().numTensors;
    const expected = await readExpected(name);
    const model = await loadModel(CONVERTED + name);
    checkOutput(model, expected, TOLERANCE[name] ?? 1e-5);
    equal(model.trainableWeights.length, expected.trainableWeights);
    disposeAll(model);
    equal(tf.memory().numTensors, before);
  });
}

Deno.test("saveModel() keeps a converted model as it is", async () => {
  for (const name of ["keras2_h5_nested", "keras3_keras_nested", "keras3_h5_recurrent"]) {
    await inFolder(async (folder) => {
      const expected = await readExpected(name);
      const model = await loadModel(CONVERTED + name);
      await saveModel(model, folder);
      const again = await loadModel(folder);
      checkOutput(again, expected, 1e-5);
      equal(again.trainableWeights.length, model.trainableWeights.length);
      disposeAll(model);
      disposeAll(again);
    });
  }
});

Deno.test("loadModel() says that a graph model has no layers", async () => {
  await rejects(loadModel(`${CONVERTED}graph_model`), {
    name: "SyntaxError",
    message: "Cannot load the model: expected a layers model in TensorFlow.js's format at " +
      `${CONVERTED}graph_model/model.json but found a graph model, which has operations instead ` +
      "of layers",
  });
});

Deno.test("the converted models are of all the kinds that the converter writes", () => {
  ok(names.length >= 12, String(names));
});
