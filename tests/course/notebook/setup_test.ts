import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { report } from "../../../lib/course/notebook/report.ts";
import { setup } from "../../../lib/course/notebook/setup.ts";
import { DEFAULT_SEED, getSeed } from "../../../lib/course/seed.ts";
import { JUPYTER_DISPLAY } from "../../../lib/jupyter/displayable.ts";
import { type KernelOutput, startKernel } from "../../../lib/jupyter/kernel/mod.ts";
import { EN, useWords } from "../../../lib/words/mod.ts";
import { PSEUDO } from "../../words/pseudo_language.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs cells in a kernel, as a notebook of the project would, and returns what each shows. */
async function runCells(...cells: string[]): Promise<KernelOutput[][]> {
  await using kernel = await startKernel({ cwd: `${ROOT}notebooks/en` });
  const outputs: KernelOutput[][] = [];
  for (const cell of cells) {
    const own: KernelOutput[] = [];
    outputs.push(own);
    const { error } = await kernel.execute(cell, { onOutput: (output) => own.push(output) });
    if (error) own.push(error);
  }
  return outputs;
}

Deno.test("setup() prints one line in a notebook, and nothing of TensorFlow.js's own", async () => {
  const [first, second] = await runCells(
    'import { getSeed, setup } from "convbook";\nimport * as tf from "@tensorflow/tfjs";\n' +
      "await setup({ seed: 7 });",
    "tf.tensor1d([1, 2]).square();",
  );
  equal(first.length, 1);
  const [line] = first;
  equal(line.output_type, "stream");
  match(
    line.output_type === "stream" ? line.text : "",
    /^Deno 2\.9\.\d+ · TensorFlow\.js 4\.22\.0 · backend \w+, \d+ threads? · seed 7\n$/,
  );
  deepEqual(second.map(({ output_type }) => output_type), ["execute_result"]);
  deepEqual(second[0].output_type === "execute_result" && second[0].data, {
    "text/plain": "Tensor float32 [2]\n[1, 4]",
  });
});

Deno.test("after setup() Stop ends a training, and the model can be trained on", async () => {
  const [, stopped, lengths, after] = await runCells(
    `import { getModel, MnistData, setup, train } from "convbook";
    await setup();
    const model = getModel();
    const data = await MnistData.load();
    const options = { trainSize: 512, validationSize: 100, batchSize: 32 };`,
    `const history = await train(model, data, {
      ...options,
      epochs: 1000,
      callbacks: { onEpochEnd: (epoch) => epoch === 1 && Deno.kill(Deno.pid, "SIGINT") },
    });`,
    "console.log(Object.values(history).map(({ length }) => length).join());",
    "console.log((await train(model, data, { ...options, epochs: 1 })).loss[0] < history.loss[0]);",
  );
  equal(stopped.length, 1);
  const textOf = ([output]: KernelOutput[]) => output.output_type === "stream" ? output.text : "";
  const text = textOf(stopped);
  match(
    text,
    /^Stopped in epoch \d+ of 1000\. The model keeps its weights: train it again to go on\.\n$/,
  );
  const [, epoch] = text.match(/epoch (\d+)/)!;
  const whole = textOf(lengths).split(",").map(Number);
  deepEqual(whole, Array(4).fill(whole[0])); // no epoch that was cut off
  ok(whole[0] === Number(epoch) || whole[0] === Number(epoch) - 1, `${whole} in epoch ${epoch}`);
  equal(textOf(after), "true\n");
});

Deno.test("setup() may be run again, as when a learner runs a cell twice", async () => {
  const cell = 'import { setup } from "convbook";\nawait setup();';
  const [first, second, third] = await runCells(cell, cell, "console.log(1); 2");
  deepEqual(second, first);
  equal(third.length, 2);
});

Deno.test("setup() sets the seed, outside a notebook too", async () => {
  const { log } = console;
  const lines: unknown[] = [];
  console.log = (line) => lines.push(line);
  try {
    await setup({ seed: 11 });
    equal(getSeed(), 11);
    await setup();
    equal(getSeed(), DEFAULT_SEED);
  } finally {
    console.log = log;
  }
  equal(lines.length, 2);
});

Deno.test("setup() chooses the language of what a notebook prints and reports", async () => {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line) => lines.push(line);
  useWords(PSEUDO);
  try {
    await setup({ language: "de-AT" });
    const values = { test: { examples: 1300, accuracy: 0.25 } };
    const bundle = await report(values, { "test.accuracy": [0.5, 1] })[JUPYTER_DISPLAY]();
    equal(
      bundle["text/plain"],
      "test.examples  1300\ntest.accuracy  0,25  ⟦(expected 0,5 to 1)⟧",
    );
    await setup({ language: "en" });
  } finally {
    console.log = log;
    useWords(EN);
  }
  match(lines[0], / · ⟦backend \w+, \d+ threads?⟧ · ⟦seed 42⟧$/);
  match(lines[1], / · backend \w+, \d+ threads? · seed 42$/);
});

Deno.test("setup() rejects a language that there are no words in, and changes nothing", async () => {
  const seed = getSeed();
  await rejects(setup({ seed: 5, language: "Deutsch" }), {
    name: "RangeError",
    message: 'Cannot set up the notebook: expected a language of en but found "Deutsch"',
  });
  equal(getSeed(), seed);
});

Deno.test("setup() rejects a seed that is negative", async () => {
  await rejects(setup({ seed: -1 }), {
    name: "RangeError",
    message:
      "Cannot set up the notebook: expected the seed to be a whole number from 0 to 2147483647 but found -1",
  });
});

Deno.test("setup() rejects unknown options and what are no options", async () => {
  await rejects(setup({ sed: 7 } as never), {
    name: "TypeError",
    message: "Cannot set up the notebook: expected options of seed, backend, language but found " +
      '"sed" (did you mean seed?)',
  });
  await rejects(setup(null as never), {
    name: "TypeError",
    message: "Cannot set up the notebook: expected options as in { seed: 42 } but found null",
  });
});

Deno.test("setup() and the runner both listen for errors, and one of them tells of each", async () => {
  await using kernel = await startKernel({ cwd: `${ROOT}notebooks/en`, env: { NO_COLOR: "1" } });
  const printed: string[] = [];
  const cell = `import { setup } from "convbook";
    await setup();
    setTimeout(() => { throw new Error("late") });
    await new Promise(() => {});`;
  await rejects(
    kernel.execute(cell, {
      onOutput: (output) => printed.push("text" in output ? output.text : output.output_type),
      timeLimit: 60,
    }),
    { name: "UncaughtError", message: /found Error: late, which nothing catches$/ },
  );
  equal(printed.length, 1);
  match(printed[0], /seed 42\n$/);
});
