/**
 * `deno task bench`: the simd backend beside the cpu backend, in rounds taken in turn.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { runCommand } from "../tools/command_line/run_command.ts";
import { describeMachine } from "./machine.ts";
import { Contestant, type Job } from "./protocol.ts";
import { describeRounds, median, medianRatio, printTable, timeInTurn } from "./rounds.ts";
import { readRounds, roundsOption } from "./rounds_option.ts";
import { timeSmallModels } from "./small_models.ts";
import { timeSmallOperations } from "./small_operations.ts";

const SCRIPT = fileURLToPath(new URL("./tfjs_contestant.ts", import.meta.url));
const ROUNDS = 7;

const COMMAND = {
  name: "bench",
  action: "time the simd backend",
  purpose: "time the simd backend: the lesson, other work, memory, small work",
  options: { rounds: roundsOption(ROUNDS) },
  details: [
    "It takes a minute. One more round comes first and does not count, and other work than the lesson " +
    "and small models is timed three times at most. Compare within one table only: the speed of a " +
    "machine changes from minute to minute.",
  ],
};

/** One epoch of the lesson. */
const LESSON: Job = { network: "lesson", train: 5500, validation: 1000, epochs: 1, batch: 512 };

/** Other batches, other data and another network. */
const VARIANTS: [string, Job][] = [
  ...[32, 128, 512].map((batch): [string, Job] => [`batches of ${batch}`, { ...LESSON, batch }]),
  ...[1100, 5500, 27500].map((train): [string, Job] => [
    `${train} examples`,
    { ...LESSON, train, validation: 0 },
  ]),
  ["prediction of 1,000 digits", { ...LESSON, train: 0 }],
  ["three blocks, 32×32×3, 1,024 examples, batches of 128", {
    ...{ network: "blocks", train: 1024, validation: 0, epochs: 1, batch: 128 },
  }],
];

if (import.meta.main) {
  await runCommand(COMMAND, async ({ options }, signal) => {
    const rounds = readRounds(COMMAND.action, options.rounds, ROUNDS);
    console.log(describeMachine());
    await timeTeams(rounds, signal);
    await measureMemory(signal);
    await timeSmallModels(rounds, signal);
    await timeSmallOperations(rounds, signal);
  });
}

function tfjs(backend: string, threads: number, signal: AbortSignal): Contestant {
  const name = backend === "cpu" ? "cpu" : `${backend}, ${threads} thread${threads > 1 ? "s" : ""}`;
  const args = ["run", "--allow-all", SCRIPT, backend, `${threads}`];
  return new Contestant(name, Deno.execPath(), args, signal);
}

/** Times the lesson with each number of threads, and other work with all. */
async function timeTeams(rounds: number, signal: AbortSignal): Promise<void> {
  const cpuSeconds = await timeCpu(signal);
  await using ending = new AsyncDisposableStack();
  const teams = Array.from(
    { length: navigator.hardwareConcurrency },
    (_, index) => ending.use(tfjs("simd", index + 1, signal)),
  );
  const lesson = await timeInTurn(teams, LESSON, rounds, signal);
  const one = lesson.get(teams[0].name)!;
  printTable(`The lesson, one epoch, ${describeRounds(rounds)}`, [
    "backend",
    "s/epoch",
    "of simd with 1 thread",
    "times as fast as cpu",
  ], [
    ["cpu (8 examples, extrapolated)", cpuSeconds.toFixed(0), "", "1"],
    ...teams.map(({ name }) => {
      const times = lesson.get(name)!;
      const speedup = (cpuSeconds / median(times)).toFixed(0);
      return [name, median(times).toFixed(3), medianRatio(times, one).toFixed(2), speedup];
    }),
  ]);

  const best = teams.at(-1)!;
  const few = Math.min(rounds, 3);
  const rows: string[][] = [];
  for (const [what, job] of VARIANTS) {
    const times = (await timeInTurn([best], job, few, signal)).get(best.name)!;
    const examples = job.train + job.validation;
    rows.push([what, median(times).toFixed(3), (examples / median(times)).toFixed(0)]);
  }
  printTable(`${best.name}: other work, ${describeRounds(few)}`, [
    "work",
    "s",
    "examples/s",
  ], rows);
}

/** The whole lesson on cpu would take over an hour, so it gets a batch of 8. */
async function timeCpu(signal: AbortSignal): Promise<number> {
  await using cpu = tfjs("cpu", 1, signal);
  const small = { ...LESSON, train: 8, validation: 0, batch: 8 };
  await cpu.time(small);
  return (await cpu.time(small)).seconds * LESSON.train / small.train;
}

async function measureMemory(signal: AbortSignal): Promise<void> {
  await using fresh = tfjs("simd", navigator.hardwareConcurrency, signal);
  const { peakMegabytes } = await fresh.time({ ...LESSON, epochs: 10 });
  console.log(`\nPeak resident set of one fit of ten epochs: ${peakMegabytes.toFixed(0)} MB`);
}
