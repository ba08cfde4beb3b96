import { equal, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import seedrandom from "seedrandom";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../../lib/backend/mod.ts";
import { getModel } from "../../../lib/course/model.ts";
import { loadModel } from "../../../lib/course/saved_model/load_model.ts";
import { saveModel } from "../../../lib/course/saved_model/save_model.ts";
import { inFolder } from "../../in_folder.ts";
import { deepModel, disposeAll, ensemble } from "./models.ts";

await useBackend();

const CONVERTED = fileURLToPath(new URL("converted/", import.meta.url));
const CONVERTED_MODELS = ["keras2_h5_nested", "keras3_h5_nested", "keras3_keras_recurrent"];

type Random = () => number;

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)];
}

/** What a value may become. */
const VALUES = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e9,
  2 ** 53,
  1e308,
  "",
  "../a",
  "toString",
  "__proto__",
  "x".repeat(2_000),
  [],
  [null],
  [1e6, 1e6],
  {},
  { class_name: "Dense", config: { units: 1e9 } },
];

/** Changes a value somewhere in a JSON object, takes it out, or gives it another name. */
function mutateJson(random: Random, json: unknown): void {
  const owners: Record<string, unknown>[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    owners.push(value as Record<string, unknown>);
    Object.values(value).forEach(visit);
  };
  visit(json);
  const owner = pick(random, owners.filter((owner) => Object.keys(owner).length > 0));
  const key = pick(random, Object.keys(owner));
  const value = owner[key];
  const kind = random();
  if (kind < 0.6) owner[key] = structuredClone(pick(random, VALUES));
  else if (kind < 0.8) delete owner[key];
  else if (kind < 0.9 && !Array.isArray(owner)) owner[pick(random, VALUES.map(String))] = value;
  else if (typeof value === "number") owner[key] = value * 1000;
  else owner[key] = [value];
}

async function mutateFolder(random: Random, folder: string): Promise<void> {
  const files = Array.from(Deno.readDirSync(folder), ({ name }) => `${folder}/${name}`).sort();
  const model = `${folder}/model.json`;
  const kind = random();
  if (kind < 0.7) {
    const json = JSON.parse(await Deno.readTextFile(model));
    if (random() < 0.5) delete json.convbook;
    for (let times = 1 + Math.floor(random() * 3); times > 0; times--) mutateJson(random, json);
    await Deno.writeTextFile(model, JSON.stringify(json));
    return;
  }
  const file = pick(random, files);
  if (kind < 0.75) return await Deno.remove(file);
  if (kind < 0.8) {
    await Deno.remove(file);
    return await Deno.mkdir(file);
  }
  const bytes = await Deno.readFile(file);
  if (kind < 0.9) return await Deno.truncate(file, Math.floor(random() * bytes.length));
  for (let times = 0; times < 5; times++) {
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  }
  await Deno.writeFile(file, bytes);
}

function checkError(error: unknown, folder: string, what: string): void {
  ok(error instanceof Error, what);
  ok(["Error", "SyntaxError"].includes(error.name), `${what}: ${error.name}: ${error.message}`);
  ok(error.message.startsWith("Cannot load the model: expected "), `${what}: ${error.message}`);
  ok(error.message.includes(folder), `${what} names no file: ${error.message}`);
  ok(error.message.length <= 500, `${what}: ${error.message.length} characters`);
  ok(!/\n\s+at /.test(error.message), `${what}: ${error.message}`);
}

Deno.test("loadModel() loads or clearly refuses 300 model folders with faults, and leaks nothing", async () => {
  await inFolder(async (root) => {
    const sources: string[] = [];
    for (const [i, model] of [getModel({ seed: 1 }), ensemble(), deepModel()].entries()) {
      sources.push(`${root}/source_${i}`);
      await saveModel(model, sources[i]);
      disposeAll(model);
    }
    sources.push(...CONVERTED_MODELS.map((name) => CONVERTED + name));
    const random = seedrandom("mutated models");
    const before = tf.memory().numTensors;
    let refused = 0;
    for (let i = 0; i < 300; i++) {
      const folder = `${root}/model_${i}`;
      await Deno.mkdir(folder);
      for (const { name } of Deno.readDirSync(sources[i % sources.length])) {
        await Deno.copyFile(`${sources[i % sources.length]}/${name}`, `${folder}/${name}`);
      }
      await mutateFolder(random, folder);
      const files = Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
      try {
        disposeAll(await loadModel(folder));
      } catch (error) {
        checkError(error, folder, `folder ${i}`);
        refused++;
      }
      equal(tf.memory().numTensors, before, `folder ${i} leaves tensors`);
      const left = Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
      equal(String(left), String(files));
    }
    ok(refused > 100 && refused < 290, `${refused} refused`);
  });
});
