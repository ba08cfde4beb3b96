import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import seedrandom from "seedrandom";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../../lib/backend/mod.ts";
import { getModel } from "../../../lib/course/model.ts";
import { loadModel } from "../../../lib/course/saved_model/load_model.ts";
import { saveModel } from "../../../lib/course/saved_model/save_model.ts";
import { inFolder } from "../../in_folder.ts";
import { disposeAll, valuesOf } from "./models.ts";

await useBackend();

/** A model whose weights all have one value, so that parts of two models show. */
function plainModel(value: number, units = 4): tf.LayersModel {
  const initializer = () => tf.initializers.constant({ value });
  return tf.sequential({
    layers: [tf.layers.dense({
      units,
      inputShape: [units],
      kernelInitializer: initializer(),
      biasInitializer: initializer(),
    })],
  });
}

/** The value of a model that {@linkcode plainModel} made. */
function valueOf(model: tf.LayersModel): number {
  const values = new Set(valuesOf(model).flat());
  equal(values.size, 1, "weights of two models");
  disposeAll(model);
  return [...values][0];
}

const namesIn = (folder: string) => Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();

async function hold(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
}

Deno.test({
  name: "saveModel() gives its files the mode that the user's other files have",
  ignore: Deno.build.os === "windows", // no modes
  async fn() {
    await inFolder(async (folder) => {
      const model = plainModel(1);
      await Deno.writeTextFile(`${folder}/other`, "");
      await saveModel(model, folder);
      const modes = ["other", "model.json", "weights.bin"].map((name) =>
        Deno.statSync(`${folder}/${name}`).mode! & 0o777
      );
      deepEqual(modes, [modes[0], modes[0], modes[0]]);
      disposeAll(model);
    });
  },
});

Deno.test("saveModel() replaces a model, and leaves other files alone", async () => {
  await inFolder(async (folder) => {
    await hold(folder, { "notes.txt": "mine", "weights.old.bin": "mine", ".a.tmp": "mine" });
    for (const value of [1, 2, 3]) {
      const model = plainModel(value);
      await saveModel(model, folder);
      disposeAll(model);
      equal(valueOf(await loadModel(folder)), value);
      deepEqual(namesIn(folder), [
        ".a.tmp",
        "model.json",
        "notes.txt",
        "weights.bin",
        "weights.old.bin",
      ]);
    }
  });
});

Deno.test("saveModel() replaces a model of another program, not its weights' files", async () => {
  await inFolder(async (folder) => {
    const source = fileURLToPath(new URL("converted/keras2_h5_nested/", import.meta.url));
    for (const name of ["model.json", "group1-shard1of1.bin"]) {
      await Deno.copyFile(source + name, `${folder}/${name}`);
    }
    const model = plainModel(1);
    await saveModel(model, folder);
    disposeAll(model);
    equal(valueOf(await loadModel(folder)), 1);
    deepEqual(namesIn(folder), ["group1-shard1of1.bin", "model.json", "weights.bin"]);
  });
});

Deno.test("saveModel() refuses to replace files that are no model", async () => {
  const model = plainModel(1);
  const cases: [files: Record<string, string>, found: string][] = [
    [{ "model.json": '{"name":"a car"}' }, "model.json is a file that is not a model"],
    [{ "model.json": "notes" }, "model.json is a file that is not a model"],
    [{ "weights.bin": "mine" }, "weights.bin is a file that no model.json names"],
    [
      { "weights.bin": "mine", "model.json": '{"modelTopology":{},"weightsManifest":[]}' },
      "weights.bin is a file that no model.json names",
    ],
  ];
  for (const [files, found] of cases) {
    await inFolder(async (folder) => {
      await hold(folder, files);
      await rejects(saveModel(model, folder), {
        message: "Cannot save the model: expected a folder that can be written at " +
          `${folder} but found: ${found}`,
      });
      deepEqual(namesIn(folder), Object.keys(files).sort());
      for (const [name, text] of Object.entries(files)) {
        equal(await Deno.readTextFile(`${folder}/${name}`), text);
      }
    });
  }
  disposeAll(model);
});

Deno.test({
  name: "saveModel() replaces links, and leaves what they lead to",
  ignore: Deno.build.os === "windows", // links need rights there
  async fn() {
    await inFolder(async (folder) => {
      const model = plainModel(1);
      await saveModel(model, `${folder}/first`);
      await Deno.mkdir(`${folder}/second`);
      for (const name of ["model.json", "weights.bin"]) {
        await Deno.symlink(`../first/${name}`, `${folder}/second/${name}`);
      }
      const other = plainModel(2);
      await saveModel(other, `${folder}/second`);
      equal(valueOf(await loadModel(`${folder}/first`)), 1);
      equal(valueOf(await loadModel(`${folder}/second`)), 2);
      disposeAll(model);
      disposeAll(other);
    });
  },
});

Deno.test("saveModel() leaves a whole model where several are saved and loaded at once", async () => {
  await inFolder(async (folder) => {
    const models = [1, 2, 3, 4, 5, 6].map((value) => plainModel(value, 64));
    await saveModel(models[0], folder);
    const [loads] = await Promise.all([
      Promise.all(models.map(() => loadModel(folder))),
      ...models.map((model) => saveModel(model, folder)),
    ]);
    for (const loaded of loads) ok(valueOf(loaded) >= 1);
    ok(valueOf(await loadModel(folder)) >= 1);
    deepEqual(namesIn(folder), ["model.json", "weights.bin"]);
    models.forEach(disposeAll);
  });
});

/** Saves models to a folder, one after another, until it is killed. */
const SAVE_FOR_EVER = `
  import * as tf from "@tensorflow/tfjs";
  import { saveModel } from "convbook";
  await tf.setBackend("cpu");
  const [folder] = Deno.args;
  const models = [1, 2].map((value) => {
    const initializer = tf.initializers.constant({ value });
    const kernelInitializer = initializer, biasInitializer = initializer;
    return tf.sequential({
      layers: [tf.layers.dense({ units: 256, inputShape: [256], kernelInitializer, biasInitializer })],
    });
  });
  await saveModel(models[0], folder);
  console.log("saved");
  for (let i = 0;; i++) await saveModel(models[i % 2], folder);
`;

Deno.test("saveModel() leaves a whole model where it is killed, and removes the remains later", async () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const random = seedrandom("moments");
  await inFolder(async (folder) => {
    const script = `${folder}/save.ts`;
    await Deno.writeTextFile(script, SAVE_FOR_EVER);
    // Three folders at a time: most of the time goes by while the programs start.
    const kill = async (saved: string) => {
      for (let round = 0; round < 7; round++) {
        const child = new Deno.Command(Deno.execPath(), {
          args: ["run", "-A", "--no-check", `--config=${root}deno.json`, script, saved],
          cwd: root,
          stdout: "piped",
        }).spawn();
        await child.stdout.getReader().read();
        await new Promise((resolve) => setTimeout(resolve, random() * 30));
        child.kill("SIGKILL");
        await child.status;
        ok([1, 2].includes(valueOf(await loadModel(saved))));
      }
      const model = plainModel(3);
      await saveModel(model, saved);
      disposeAll(model);
      equal(valueOf(await loadModel(saved)), 3);
      deepEqual(namesIn(saved), ["model.json", "weights.bin"]);
    };
    const ends = await Promise.allSettled(["a", "b", "c"].map((name) => kill(`${folder}/${name}`)));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  });
});

Deno.test("saveModel() writes the same bytes for the same model", async () => {
  await inFolder(async (folder) => {
    const model = getModel({ seed: 1 });
    await saveModel(model, `${folder}/a`);
    await saveModel(model, `${folder}/b`);
    for (const name of ["model.json", "weights.bin"]) {
      deepEqual(
        await Deno.readFile(`${folder}/a/${name}`),
        await Deno.readFile(`${folder}/b/${name}`),
      );
    }
    model.dispose();
  });
});
