/**
 * What `show.fitCallbacks` costs: the lesson's training in the Jupyter kernel, with the live chart and
 * without, in turn: `deno task bench:vis`.
 *
 * The one-time load of the drawing code is timed apart: it is over before the first batch.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { startKernel } from "../lib/jupyter/kernel/mod.ts";
import type { Kernel } from "../lib/jupyter/kernel/kernel.ts";
import { runCommand } from "../tools/command_line/run_command.ts";
import { median } from "./rounds.ts";
import { readRounds, roundsOption } from "./rounds_option.ts";

const ROUNDS = 5;

const COMMAND = {
  name: "bench:vis",
  action: "measure the live chart",
  purpose: "measure what the live chart adds to the lesson's training",
  options: { rounds: roundsOption(ROUNDS) },
  details: [
    "A round trains twice in the notebook kernel, once with the chart. The time to load the drawing " +
    "code is measured apart: it is over before the first batch.",
  ],
};

/** What a cell measures, in seconds. */
interface Round {
  plain: number;
  charted: number;
}

const SETUP = `
import { getModel, MnistData, setup, train } from "convbook";
import { show } from "convbook/vis";
await setup();
const data = await MnistData.load();
async function time(callbacks) {
  const model = getModel();
  let start = performance.now();
  let loaded = start;
  await train(model, data, {
    callbacks: [callbacks, { onTrainBegin: () => { loaded = performance.now(); } }],
  });
  model.dispose();
  return { load: (loaded - start) / 1000, train: (performance.now() - loaded) / 1000 };
}
const first = await time(show.fitCallbacks());
console.log(JSON.stringify({ load: first.load }));
`;
const PLAIN = "const plain = (await time({})).train;";
const CHARTED = "const charted = (await time(show.fitCallbacks())).train;";
const PRINT = "console.log(JSON.stringify({ plain, charted }));";
/** In turn the one and the other goes first, so that neither gains from a warmer machine. */
const CELLS = [[PLAIN, CHARTED, PRINT].join("\n"), [CHARTED, PLAIN, PRINT].join("\n")];

if (import.meta.main) {
  await runCommand(COMMAND, async ({ options }, signal) => {
    const rounds = readRounds(COMMAND.action, options.rounds, ROUNDS);
    const cwd = fileURLToPath(new URL("../notebooks/en", import.meta.url));
    await using kernel = await startKernel({ cwd, signal });
    const { load } = await measure<{ load: number }>(kernel, SETUP);
    console.log(`loading the drawing code, once: ${load.toFixed(2)} s\n`);
    console.log("round  without chart  with chart  ratio  more");
    const results: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      const result = await measure<Round>(kernel, CELLS[round % 2]);
      results.push(result);
      print(String(round), result);
    }
    print("median", {
      plain: median(results.map(({ plain }) => plain)),
      charted: median(results.map(({ charted }) => charted)),
    });
    const ratio = median(results.map(({ plain, charted }) => charted / plain));
    console.log(`median ratio of a round: ${ratio.toFixed(3)}`);
  });
}

/** Runs a cell and returns what it prints last, as JSON. */
async function measure<T>(kernel: Kernel, code: string): Promise<T> {
  let printed = "";
  const { error } = await kernel.execute(code, {
    onOutput: (output) => {
      if (output.output_type === "stream") printed += output.text;
    },
  });
  if (error) throw new Error(`Cannot measure: expected the cell to run but found ${error.evalue}`);
  return JSON.parse(printed.trimEnd().split("\n").at(-1)!);
}

function print(name: string, { plain, charted }: Round): void {
  const cells = [
    name.padEnd(6),
    `${plain.toFixed(2)} s`.padStart(13),
    `${charted.toFixed(2)} s`.padStart(11),
    (charted / plain).toFixed(3).padStart(6),
    `${(charted - plain).toFixed(2)} s`.padStart(7),
  ];
  console.log(cells.join(" "));
}
