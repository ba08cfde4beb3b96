/**
 * Builds a sprite and its labels: `deno task data:full` into `data/full/`, `deno task data:bundled`
 * into `data/`.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeSprite } from "convbook";
import { writeAllWhole } from "@convbook/files";
import { runCommand } from "../command_line/run_command.ts";
import { encodeSprite, readMnist, SPRITES } from "./build_sprite.ts";

const DATA_FOLDER = new URL("../../data/", import.meta.url);

/** Runs a step of the work and says what it is and how long it took. */
async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  console.log(`${name} …`);
  const result = await work();
  console.log(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

async function build(name: keyof typeof SPRITES): Promise<void> {
  const { train, test } = SPRITES[name];
  const count = train + test;
  const folder = fileURLToPath(name === "full" ? new URL("full/", DATA_FOLDER) : DATA_FOLDER);
  const { pixels, labels } = await step(
    `1/4 Reading ${train.toLocaleString("en")} training and ${
      test.toLocaleString("en")
    } test digits`,
    () => readMnist(SPRITES[name]),
  );
  const png = await step("2/4 Encoding the sprite", () => encodeSprite(pixels));
  await step("3/4 Decoding it again to compare every pixel", async () => {
    const sprite = await decodeSprite(png);
    if (sprite.count === count && sprite.pixels.every((value, i) => value === pixels[i])) return;
    throw new Error(
      `Cannot build the ${name} sprite: expected its pixels back but found different ones`,
    );
  });
  // Images and labels fit only if they are of one build: both are whole before either gets its name.
  const files = [
    [join(folder, "mnist_images.png"), png],
    [join(folder, "mnist_labels_uint8"), labels],
  ] as const;
  await step("4/4 Writing", () => writeAllWhole(files));
  for (const [path, { length }] of files) {
    console.log(`  ${path}: ${length.toLocaleString("en")} bytes`);
  }
}

const COMMAND = {
  name: "data:bundled",
  action: "build a sprite",
  purpose: "rebuild the bundled sprite of 7,800 digits in data/",
  options: {
    full: { help: "build that of 65,000 in data/full/ instead, as deno task data:full does" },
  },
};

if (import.meta.main) {
  await runCommand(COMMAND, ({ options }) => build(options.full ? "full" : "bundled"));
}
