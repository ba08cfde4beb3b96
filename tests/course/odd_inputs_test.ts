/**
 * Every function of `convbook` and every method of its digits with what should not be handed to it, at
 * each of its arguments and at each option: it works, or says what it cannot do.
 */
import { deepEqual } from "node:assert/strict";
import { isAbsolute } from "node:path";
import * as convbook from "convbook";
import * as tf from "@tensorflow/tfjs";
import { inFolder } from "../in_folder.ts";
import { isInHouseStyle, oddCalls } from "../odd_inputs.ts";

await convbook.useBackend();
const digits = await convbook.MnistData.load({ seed: 1 });
const model = convbook.getModel({ seed: 1 });
// The optimizer's own tensors are made at its first step.
await convbook.train(model, digits, { epochs: 1, trainSize: 2, validationSize: 2 });
const training = {
  backend: "cpu",
  threads: 1,
  epochs: 1,
  examples: 4,
  seconds: 0.5,
  finalValAcc: 0.1,
};

/** Arguments that are right, with every option, for each function. */
const RIGHT: Record<string, unknown[]> = {
  decodeLabels: [new Uint8Array(10).fill(1, 0, 1)],
  decodeSprite: [await Deno.readFile(convbook.BUNDLED_FILES.images)],
  doPrediction: [model, digits, 2],
  evaluate: [model, digits],
  getModel: [{ seed: 1 }],
  getSeed: [],
  loadModel: [""],
  report: [
    { training, test: { examples: 4, accuracy: 0.5 } },
    { "test.accuracy": [0, 1] },
  ],
  saveModel: [model, ""],
  setSeed: [1],
  setup: [{ seed: 1, backend: "cpu" }],
  summarise: [{
    preds: tf.tensor1d([1], "int32"),
    labels: tf.tensor1d([1], "int32"),
    probabilities: tf.tensor2d([Array(10).fill(0.1)]),
    rows: Int32Array.of(6500),
  }],
  train: [model, digits, {
    epochs: 1,
    batchSize: 2,
    trainSize: 2,
    validationSize: 2,
    seed: 1,
    // 1e9 epochs are right too.
    callbacks: [{ onEpochEnd: () => model.stopTraining = true }],
  }],
  untilStopped: [[1, 2]],
  useBackend: [{ backend: "cpu", threads: 1 }],
  "MnistData.load": [{ source: "bundled", seed: 1, download: { timeLimit: 1000 } }],
  "digits.batch": [[0, 1]],
  "digits.classCounts": ["test"],
  "digits.label": [0],
  "digits.nextTestBatch": [2],
  "digits.nextTrainBatch": [2],
  "digits.pixels": [0],
};

type Callable = (...given: unknown[]) => unknown;

const FUNCTIONS = new Map<string, Callable>([
  ...Object.entries(convbook).filter(([name, member]) =>
    typeof member === "function" && name !== "MnistData"
  ) as [string, Callable][],
  ["MnistData.load", (...given) => convbook.MnistData.load(...given as [])],
  ...Object.getOwnPropertyNames(convbook.MnistData.prototype)
    .filter((name) => typeof Reflect.get(digits, name) === "function" && name !== "constructor")
    .map((name): [string, Callable] => [
      `digits.${name}`,
      (...given) => Reflect.get(digits, name).apply(digits, given),
    ]),
]);

Deno.test("odd inputs are tried on every function of convbook", () => {
  deepEqual([...FUNCTIONS.keys()].sort(), Object.keys(RIGHT).sort());
});

/** A relative path would be written to where the tests run. */
const isPath = (value: unknown) =>
  typeof value === "string" && !isAbsolute(value) && !value.startsWith("file:");

for (const [name, right] of Object.entries(RIGHT)) {
  Deno.test(`${name}() takes odd input or says why not, without leaks`, async () => {
    const call = FUNCTIONS.get(name)!;
    await inFolder(async (folder) => {
      const problems: string[] = [];
      for (const { where, given } of oddCalls(right)) {
        const before = tf.memory().numTensors;
        try {
          const made = await call(
            ...given.map((value) =>
              isPath(value) && name.endsWith("Model") ? `${folder}/m` : value
            ),
          );
          if (made instanceof tf.LayersModel) made.dispose();
          else tf.dispose(made as tf.Tensor[]);
        } catch (error) {
          if (!isInHouseStyle(error)) problems.push(`${where}: ${String(error).slice(0, 300)}`);
        }
        const left = tf.memory().numTensors - before;
        if (left > 0) problems.push(`${where}: ${left} tensors left`);
      }
      deepEqual(problems, []);
    });
  });
}
