import { equal, ok, rejects } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../../lib/backend/mod.ts";
import { getModel } from "../../../lib/course/model.ts";
import { loadModel } from "../../../lib/course/saved_model/load_model.ts";
import { saveModel } from "../../../lib/course/saved_model/save_model.ts";
import { inFolder } from "../../in_folder.ts";

await useBackend();

// deno-lint-ignore no-explicit-any
type AnyJson = any;

/** Saves a model, changes its `model.json`, and checks how `loadModel()` fails. */
async function checkRefusal(
  change: (json: AnyJson, folder: string) => unknown,
  name: string,
  found: RegExp | string,
): Promise<void> {
  await inFolder(async (folder) => {
    const model = getModel({ seed: 1 });
    await saveModel(model, folder);
    model.dispose();
    const path = `${folder}/model.json`;
    const { convbook: _, ...json } = JSON.parse(await Deno.readTextFile(path));
    const text = await change(json, folder) ?? JSON.stringify(json);
    await Deno.writeTextFile(path, String(text));
    const before = tf.memory().numTensors;
    await rejects(loadModel(folder), (error: Error) => {
      equal(error.name, name, error.message);
      ok(error.message.startsWith("Cannot load the model: expected "), error.message);
      ok(error.message.includes(folder), error.message);
      ok(error.message.length <= 500, error.message);
      const matches = typeof found === "string"
        ? error.message.endsWith(` but found ${found}`)
        : found.test(error.message);
      ok(matches, error.message);
      return true;
    });
    equal(tf.memory().numTensors, before, "a tensor is left");
  });
}

const spec = (json: AnyJson) => json.weightsManifest[0].weights[0];

Deno.test("loadModel() refuses weights whose shape, type or packing is none", async () => {
  const changes: Record<string, unknown>[] = [
    { shape: [-5, 5, 1, 8] },
    { shape: [2.5, 5, 1, 8] },
    { shape: ["5", "5", "1", "8"] },
    { shape: null },
    { shape: [2 ** 53, 2 ** 53] },
    { dtype: "toString" },
    { dtype: "__proto__" },
    { dtype: "string" },
    { dtype: "complex64" },
    { dtype: 7 },
    { name: 5 },
    { quantization: { dtype: "uint8" } },
    { quantization: { dtype: "uint8", scale: 1 } },
    { quantization: { dtype: "uint16", scale: "1", min: 0 } },
    { quantization: { dtype: "float16" }, dtype: "int32" },
    { quantization: { dtype: "constructor", scale: 1, min: 0 } },
    { quantization: "uint8" },
  ];
  for (const change of changes) {
    await checkRefusal(
      (json) => void Object.assign(spec(json), change),
      "SyntaxError",
      /expected weights with name, shape, dtype and, if packed, quantization in .*model\.json but found /,
    );
  }
});

Deno.test("loadModel() refuses shapes that claim more than the file has, and makes no room", async () => {
  const huge = (json: AnyJson) => void (spec(json).shape = [1e6, 1e6]);
  await checkRefusal(huge, "SyntaxError", /expected 4000000023176 bytes .* but found 23976$/);
  const layer = (json: AnyJson) => json.modelTopology.config.layers.at(-1).config;
  for (const units of [1e9, 1e15]) {
    await checkRefusal(
      (json) => void (layer(json).units = units),
      "SyntaxError",
      /but found: layers with more weights than the file has$/,
    );
  }
});

Deno.test("loadModel() refuses files outside the model's folder, and the same file twice", async () => {
  for (
    const path of [
      "../weights.bin",
      "a/../../weights.bin",
      "/etc/hostname",
      "\\weights.bin",
      "..\\weights.bin",
      "C:\\weights.bin",
      "file:///etc/hostname",
      "http://127.0.0.1/weights.bin",
      "",
      7,
      "a\0b",
    ]
  ) {
    await checkRefusal(
      (json) => void (json.weightsManifest[0].paths = [path]),
      "SyntaxError",
      /expected a path inside the model's folder for each file in .* but found ("|7)/,
    );
  }
  await checkRefusal(
    (json) => void json.weightsManifest[0].paths.push("weights.bin"),
    "SyntaxError",
    '"weights.bin"',
  );
});

Deno.test("loadModel() refuses files that are missing, folders or endless", async () => {
  await checkRefusal(
    (_, folder) => Deno.remove(`${folder}/weights.bin`),
    "Error",
    /expected a file at .*weights\.bin but found: No such file/,
  );
  await checkRefusal(
    (_, folder) =>
      Deno.remove(`${folder}/weights.bin`).then(() => Deno.mkdir(`${folder}/weights.bin`)),
    "Error",
    /expected a file at .*weights\.bin but found: a folder$/,
  );
  if (Deno.build.os === "windows") return;
  await checkRefusal(
    (_, folder) =>
      Deno.remove(`${folder}/weights.bin`).then(() =>
        Deno.symlink("/dev/zero", `${folder}/weights.bin`)
      ),
    "Error",
    /expected a file at .*weights\.bin but found: something else than a file$/,
  );
});

Deno.test("loadModel() refuses a model.json that is none, however long or deep", async () => {
  const start = /expected a layers model in TensorFlow\.js's format at .*model\.json but found /;
  for (const text of ["", " ", "\ufeff", "[]", "5", '"model"', "{}", '{"modelTopology":null}']) {
    await checkRefusal(() => text, "SyntaxError", start);
  }
  await checkRefusal(() => "x".repeat(1e6), "SyntaxError", start);
  await checkRefusal(() => "[".repeat(1e6), "SyntaxError", start);
  for (const levels of [300, 100_000]) {
    const deep = "[".repeat(levels) + "]".repeat(levels);
    await checkRefusal(
      () => `{"modelTopology":{"a":${deep}},"weightsManifest":[]}`,
      "SyntaxError",
      "objects more than 200 levels deep",
    );
  }
  await checkRefusal(
    (_, folder) => Deno.truncate(`${folder}/model.json`, 1).then(() => " ".repeat(20_000_001)),
    "SyntaxError",
    /expected at most 20000000 bytes in .*model\.json but found 20000001$/,
  );
});

Deno.test("loadModel() refuses a functional model whose calls wait for one another", async () => {
  const input = tf.input({ shape: [2], name: "in" });
  const hidden = tf.layers.dense({ units: 2, name: "hidden" }).apply(input);
  const output = tf.layers.dense({ units: 2, name: "out" }).apply(hidden) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs: output });
  const changes: [(calls: AnyJson) => void, string][] = [
    [
      (calls) => calls[0][0] = "out",
      'a call of "hidden" with output 0 of "out", which nothing makes',
    ],
    [
      (calls) => calls[0][0] = "gone",
      'a call of "hidden" with output 0 of "gone", which nothing makes',
    ],
    [(calls) => calls[0][1] = 5, 'a call of "hidden" with output 5 of "in", which nothing makes'],
    [(calls) => calls[0][1] = "0", 'a call of "hidden" with [["in", "0", 0, {}]]'],
  ];
  changes.push([(calls) => calls.length = 0, 'a call of "hidden" with []']);
  for (const [change, found] of changes) {
    await inFolder(async (folder) => {
      await saveModel(model, folder);
      const path = `${folder}/model.json`;
      const json = JSON.parse(await Deno.readTextFile(path));
      change(json.modelTopology.config.layers[1].inbound_nodes[0]);
      await Deno.writeTextFile(path, JSON.stringify(json));
      await rejects(loadModel(folder), {
        name: "SyntaxError",
        message:
          `Cannot load the model: expected layers that TensorFlow.js knows in ${path} but found: ${found}`,
      });
    });
  }
  model.dispose();
});

Deno.test("loadModel() refuses weights of another model beside model.json", async () => {
  await inFolder(async (folder) => {
    const [first, second] = [1, 2].map((seed) => getModel({ seed }));
    await saveModel(first, folder);
    await saveModel(second, `${folder}/second`);
    await Deno.copyFile(`${folder}/second/weights.bin`, `${folder}/weights.bin`);
    const before = tf.memory().numTensors;
    await rejects(loadModel(folder), {
      name: "SyntaxError",
      message: "Cannot load the model: expected the weights that were saved with " +
        `${folder}/model.json but found others in ${folder}`,
    });
    equal(tf.memory().numTensors, before);
    first.dispose();
    second.dispose();
  });
});
