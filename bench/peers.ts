/**
 * `deno task bench:peers`: the simd backend beside PyTorch, Keras and jax-js, in rounds taken in turn.
 * Python's packages are installed into `bench/.venv` on the first run.
 *
 * @module
 */
import { describeMachine } from "./machine.ts";
import { type Library, PEERS, SIMD, start } from "./programs.ts";
import type { Contestant, Job } from "./protocol.ts";
import { installPython, PYTHON } from "./python.ts";
import { median, medianRatio, printTable, timeInTurn } from "./rounds.ts";
import type { Part } from "./slow_contestant.ts";
import { readRounds, ROUNDS_OPTION } from "./options.ts";
import { runCommand } from "../tools/command_line/run_command.ts";

const ROUNDS = 7;

/** What is timed. */
interface Work {
  what: string;
  job: Job;
  /** What slow libraries do of it. */
  part: Part;
}

const LESSON: Job = { network: "lesson", train: 5500, validation: 1000, epochs: 10, batch: 512 };

const WORK: Work[] = [
  {
    what: "The lesson, ten epochs",
    job: LESSON,
    part: { train: 1100, validation: 200 },
  },
  {
    what: "Prediction of 1,000 digits, ten times",
    job: { ...LESSON, train: 0 },
    part: { train: 0, validation: 200 },
  },
  {
    what: "Three blocks, 32×32×3, 1,024 examples, batches of 128",
    job: { network: "blocks", train: 1024, validation: 0, epochs: 1, batch: 128 },
    part: { train: 128, validation: 0 },
  },
];

/** Prints why something is not in a table. */
function leaveOut(name: string, error: unknown): void {
  console.log(`${name} is left out: ${error instanceof Error ? error.message : error}`);
}

/** Whether a library can be used; Python's packages are installed for it. */
async function isInstalled({ name, packages, command }: Library): Promise<boolean> {
  try {
    if (command === PYTHON) await installPython(packages);
    return true;
  } catch (error) {
    leaveOut(name, error);
    return false;
  }
}

/** Whether a contestant can do a job, tried on one batch. */
async function isAble(contestant: Contestant, job: Job): Promise<boolean> {
  const train = Math.min(job.train, job.batch);
  const validation = Math.min(job.validation, job.batch);
  try {
    await contestant.time({ ...job, train, validation, epochs: 1 });
    return true;
  } catch (error) {
    leaveOut(contestant.name, error);
    return false;
  }
}

/** Those for which a test says yes, tried one after the other. */
async function filterInTurn<T>(all: T[], test: (one: T) => Promise<boolean>): Promise<T[]> {
  const passed: T[] = [];
  for (const one of all) if (await test(one)) passed.push(one);
  return passed;
}

const COMMAND = {
  name: "bench:peers",
  action: "run the benchmark",
  purpose: "time the simd backend beside PyTorch, Keras and jax-js",
  options: { rounds: ROUNDS_OPTION },
  details: [
    `Each time is taken ${ROUNDS} times if nothing is said; it takes about ten minutes. Python's packages ` +
    "go into bench/.venv (7.4 GB). What cannot be installed or fails is left out, and a line says why.",
  ],
};

if (import.meta.main) {
  await runCommand(COMMAND, ({ options }) => run(readRounds(options.rounds, ROUNDS)));
}

async function run(rounds: number): Promise<void> {
  const peers = await filterInTurn(PEERS, isInstalled);
  console.log(describeMachine());
  console.log([SIMD, ...peers].map(({ name, packages }) => `${name}: ${packages}`).join("; "));

  const threadCounts = [...new Set([1, navigator.hardwareConcurrency])];
  for (const { what, job, part } of WORK) {
    const started = threadCounts.flatMap((threads) =>
      [SIMD, ...peers].map((library) => {
        return { library, threads, contestant: start(library, threads, part) };
      })
    );
    const able = await filterInTurn(
      started,
      async ({ library, contestant }) => library === SIMD || await isAble(contestant, job),
    );
    const seconds = await timeInTurn(able.map(({ contestant }) => contestant), job, rounds);
    for (const { contestant } of able) await contestant.end();

    const rows = able.map(({ library, threads, contestant }) => {
      const times = seconds.get(contestant.name)!;
      const name = library.slow ? `${library.name}, extrapolated` : library.name;
      const row = [name, `${threads}`, median(times).toFixed(3)];
      if (library === SIMD) return [...row, ""];
      const ours = able.find((other) => other.library === SIMD && other.threads === threads)!;
      const own = seconds.get(ours.contestant.name)!;
      const ratios = own.map((time, round) => time / times[round]);
      const range = `${Math.min(...ratios).toFixed(3)}–${Math.max(...ratios).toFixed(3)}`;
      return [...row, `${medianRatio(own, times).toFixed(3)} (${range})`];
    });
    printTable(`${what}, medians of ${rounds} rounds`, [
      "library",
      "threads",
      "s",
      "simd / library: median (range)",
    ], rows);
  }
}
