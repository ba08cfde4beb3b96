/**
 * `deno task bench`: the simd backend beside the cpu backend, in rounds taken in turn.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { describeMachine } from "./machine.ts";
import { Contestant, type Job } from "./protocol.ts";
import { timeSmallModels } from "./small_models.ts";
import { median, medianRatio, printTable, timeInTurn } from "./rounds.ts";
import { readRounds, ROUNDS_OPTION } from "./options.ts";
import { runCommand } from "../tools/command_line/run_command.ts";

const SCRIPT = fileURLToPath(new URL("./tfjs_contestant.ts", import.meta.url));
const ROUNDS = 7;

/** One epoch of the lesson. */
const LESSON: Job = { network: "lesson", train: 5500, validation: 1000, epochs: 1, batch: 512 };

function tfjs(backend: string, threads: number): Contestant {
  const name = backend === "cpu" ? "cpu" : `${backend}, ${threads} thread${threads > 1 ? "s" : ""}`;
  return new Contestant(name, Deno.execPath(), [
    "run",
    "--allow-all",
    SCRIPT,
    backend,
    `${threads}`,
  ]);
}

const COMMAND = {
  name: "bench",
  action: "run the benchmark",
  purpose: "time the simd backend beside the cpu backend",
  options: { rounds: ROUNDS_OPTION },
  details: [
    `Each time is taken ${ROUNDS} times if nothing is said; it takes a few minutes. Compare within one ` +
    "table only: the speed of a machine changes from minute to minute.",
  ],
};

if (import.meta.main) {
  await runCommand(COMMAND, ({ options }) => run(readRounds(options.rounds, ROUNDS)));
}

async function run(rounds: number): Promise<void> {
  const cores = navigator.hardwareConcurrency;
  const threadCounts = Array.from({ length: cores }, (_, i) => i + 1);
  const teams = threadCounts.map((threads) => tfjs("simd", threads));
  const best = teams[cores - 1];

  console.log(describeMachine());

  // The whole lesson on cpu would take over an hour, so it gets a batch of 8.
  const cpu = tfjs("cpu", 1);
  const small = { ...LESSON, train: 8, validation: 0, batch: 8 };
  await cpu.time(small);
  const cpuSeconds = (await cpu.time(small)).seconds * LESSON.train / small.train;
  await cpu.end();

  const lesson = await timeInTurn(teams, LESSON, rounds);
  const one = lesson.get(teams[0].name)!;
  printTable(`The lesson, one epoch, medians of ${rounds} rounds`, [
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

  const variants: [string, Job][] = [
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
  const rows: string[][] = [];
  const few = Math.min(rounds, 3);
  for (const [what, job] of variants) {
    const times = (await timeInTurn([best], job, few)).get(best.name)!;
    const examples = job.train + job.validation;
    rows.push([what, median(times).toFixed(3), (examples / median(times)).toFixed(0)]);
  }
  printTable(
    `${best.name}: other work, medians of ${few} rounds`,
    ["work", "s", "examples/s"],
    rows,
  );
  for (const team of teams) await team.end();

  const fresh = tfjs("simd", cores);
  const { peakMegabytes } = await fresh.time({ ...LESSON, epochs: 10 });
  await fresh.end();
  console.log(`\nPeak resident set of one fit of ten epochs: ${peakMegabytes.toFixed(0)} MB`);

  await timeSmallModels(rounds);
}
