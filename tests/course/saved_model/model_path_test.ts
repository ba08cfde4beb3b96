import { deepEqual, ok, rejects, throws } from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { useBackend } from "../../../lib/backend/mod.ts";
import { getModel } from "../../../lib/course/model.ts";
import { loadModel } from "../../../lib/course/saved_model/load_model.ts";
import { resolveModelPath } from "../../../lib/course/saved_model/model_path.ts";
import { saveModel } from "../../../lib/course/saved_model/save_model.ts";
import { inFolder } from "../../in_folder.ts";
import { valuesOf } from "./models.ts";

await useBackend();

Deno.test("saveModel() and loadModel() take a folder, its model.json, and file URLs of both", async () => {
  const model = getModel({ seed: 1 });
  await inFolder(async (folder) => {
    const paths = [`${folder}/a b`, `${folder}/c/model.json`, `${folder}/d/`];
    const places = paths.flatMap((path) => [path, pathToFileURL(path), pathToFileURL(path).href]);
    for (const place of places) {
      await saveModel(model, place);
      const loaded = await loadModel(place);
      deepEqual(valuesOf(loaded), valuesOf(model));
      loaded.dispose();
    }
    deepEqual(Array.from(Deno.readDirSync(folder), ({ name }) => name).sort(), ["a b", "c", "d"]);
  });
  model.dispose();
});

Deno.test("resolveModelPath() takes names that only look like addresses", () => {
  for (const folder of ["my:model", "C:\\models", "a/b://c", "file"]) {
    deepEqual(resolveModelPath("load the model", folder).folder, folder);
  }
  deepEqual(resolveModelPath("load the model", "model.json"), { folder: ".", file: "model.json" });
});

Deno.test("saveModel() and loadModel() refuse what names no folder, and make none", async () => {
  const model = getModel({ seed: 1 });
  const start =
    "expected the path of a folder or of its model.json, or a URL of the form file:///…, " +
    "but found ";
  const wrong: [unknown, string][] = [
    ["", '""'],
    [undefined, "undefined"],
    [null, "null"],
    [7, "7"],
    [Promise.resolve("a"), "a Promise (is an await missing?)"],
    [["a"], '["a"]'],
    ["a\0b", '"a\\u0000b"'],
    ["http://127.0.0.1/model.json", '"http://127.0.0.1/model.json"'],
    [new URL("https://127.0.0.1/a"), '"https://127.0.0.1/a"'],
    ["localstorage://a", '"localstorage://a"'],
    ["indexeddb://a", '"indexeddb://a"'],
    ["downloads://a", '"downloads://a"'],
    ["s3://a/b", '"s3://a/b"'],
    ["data:,a", '"data:,a"'],
    ["file:a", '"file:a"'],
    ["file://host/a", '"file://host/a": the host "host"'],
    ["FILE://TMP", '"FILE://TMP": the host "tmp"'],
    [new URL("file://host/a"), '"file://host/a": the host "host"'],
  ];
  await inFolder(async (folder) => {
    const before = Deno.cwd();
    Deno.chdir(folder);
    try {
      for (const [where, found] of wrong) {
        await rejects(saveModel(model, where as string), {
          name: "TypeError",
          message: `Cannot save the model: ${start}${found}`,
        });
        await rejects(loadModel(where as string), {
          name: "TypeError",
          message: `Cannot load the model: ${start}${found}`,
        });
      }
    } finally {
      Deno.chdir(before);
    }
    deepEqual([...Deno.readDirSync(folder)], []);
  });
  throws(() => resolveModelPath("load the model", "file:///a%2Fb"), { name: "TypeError" });
  model.dispose();
});

Deno.test("saveModel() and loadModel() name a path that is too long in short", async () => {
  const model = getModel({ seed: 1 });
  await inFolder(async (folder) => {
    const where = `${folder}/${"long/".repeat(2_000)}end`;
    for (const attempt of [() => saveModel(model, where), () => loadModel(where)]) {
      await rejects(attempt, (error: Error) => {
        ok(error.message.includes(folder) && error.message.includes("end"), error.message);
        ok(error.message.length <= 500, error.message);
        return true;
      });
    }
  });
  model.dispose();
});

Deno.test("saveModel() refuses what is not a model", async () => {
  await inFolder(async (folder) => {
    for (
      const [value, found] of [
        [undefined, "undefined"],
        [Promise.resolve(), "a Promise (is an await missing?)"],
        [{}, "{}"],
      ] as const
    ) {
      await rejects(saveModel(value as never, `${folder}/a`), {
        name: "TypeError",
        message: `Cannot save the model: expected a model of layers but found ${found}`,
      });
    }
    const model = getModel({ seed: 1 });
    model.dispose();
    await rejects(saveModel(model, `${folder}/a`), {
      name: "TypeError",
      message:
        /^Cannot save the model: expected layers with weights that TensorFlow\.js can save but found: .* is already disposed/,
    });
    deepEqual([...Deno.readDirSync(folder)], []);
  });
});
