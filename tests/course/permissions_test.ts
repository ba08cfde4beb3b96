import { equal, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { inFolder } from "../in_folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a script in a process of its own with exactly these permissions. */
async function run(script: string, permissions: string[]): Promise<{ out: string; err: string }> {
  return await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/script.ts`, script);
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--no-check",
        `--config=${ROOT}deno.json`,
        ...permissions,
        `${folder}/script.ts`,
      ],
      cwd: ROOT,
    }).output();
    const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes).trim());
    return { out, err };
  });
}

const TRAIN = `
  import * as tf from "@tensorflow/tfjs";
  import { getModel, loadModel, useBackend } from "convbook";
  await useBackend();
  const model = getModel({ seed: 1 });
  const output = model.predict(tf.zeros([1, 28, 28, 1]));
  console.log(String(output.shape));
`;

Deno.test("convbook can be imported and can compute with --allow-read alone", async () => {
  const { out, err } = await run(TRAIN, ["--allow-read"]);
  equal(out, "1,10", err);
});

const LOAD = `
  import { MnistData } from "convbook";
  console.log((await MnistData.load()).count);
`;

Deno.test("MnistData.load() needs --allow-read and one variable of the environment", async () => {
  const setting = "--allow-env=IMAGESCRIPT_WASM_SIMD";
  const allowed = await run(LOAD, ["--allow-read", setting]);
  equal(allowed.out, "7800", allowed.err);
  const { out, err } = await run(LOAD, ["--allow-read"]);
  equal(out, "");
  ok(err.includes('Requires env access to "IMAGESCRIPT_WASM_SIMD"'), err);
});
