/**
 * `deno task bench:peers`: the simd backend beside PyTorch, Keras and jax-js, in rounds taken in turn.
 * Python's packages are installed into `bench/.venv` on the first run.
 *
 * @module
 */
import { runCommand } from "../tools/command_line/run_command.ts";
import { describeMachine } from "./machine.ts";
import { type Library, PEERS, PYTORCH, SIMD, start } from "./programs.ts";
import type { Contestant, Job } from "./protocol.ts";
import { installPython, PYTHON } from "./python.ts";
import { describeRounds, median, medianRatio, printTable, timeInTurn } from "./rounds.ts";
import { readRounds, roundsOption } from "./rounds_option.ts";
import type { Part } from "./slow_contestant.ts";

const ROUNDS = 7;

const COMMAND = {
  name: "bench:peers",
  action: "time the simd backend beside others",
  purpose: "time the simd backend beside PyTorch, Keras and jax-js",
  options: { rounds: roundsOption(ROUNDS) },
  details: [
    "It takes about ten minutes. One more round comes first and does not count. Python's packages go " +
    "into bench/.venv on the first run, from PyPI: 7.4 GB. What cannot be installed or fails is left " +
    "out, and the run says why.",
  ],
};

/** What is timed. */
interface Work {
  what: string;
  job: Job;
  /** What slow libraries do of it; PyTorch alone is compared with if left out. */
  part?: Part;
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
  {
    what: "Embedding of 10,000 words, texts of 100 words, 2,560 examples, batches of 128",
    job: { network: "embedding", train: 2560, validation: 0, epochs: 1, batch: 128 },
  },
  {
    what: "LSTM of 64 units, 28 steps of 28 numbers, 2,560 examples, batches of 128",
    job: { network: "lstm", train: 2560, validation: 0, epochs: 1, batch: 128 },
  },
  {
    what: "GRU of 64 units, 28 steps of 28 numbers, 2,560 examples, batches of 128",
    job: { network: "gru", train: 2560, validation: 0, epochs: 1, batch: 128 },
  },
  {
    what: "Transformer encoder, 2 blocks, 32 steps of 64 numbers, 640 examples, batches of 32",
    job: { network: "encoder", train: 640, validation: 0, epochs: 1, batch: 32 },
  },
];

if (import.meta.main) {
  await runCommand(COMMAND, async ({ options }, signal) => {
    const rounds = readRounds(COMMAND.action, options.rounds, ROUNDS);
    const peers = await filterInTurn(PEERS, (library) => isInstalled(library, signal));
    console.log(describeMachine());
    console.log([SIMD, ...peers].map(({ name, packages }) => `${name}: ${packages}`).join("; "));
    for (const work of WORK) {
      const compared = work.part ? peers : peers.filter((peer) => peer === PYTORCH);
      await timeLibraries(work, [SIMD, ...compared], rounds, signal);
    }
  });
}

/** Prints why something is not in a table. */
function leaveOut(name: string, error: unknown): void {
  console.log(`${name} is left out: ${error instanceof Error ? error.message : error}`);
}

/** Whether a library can be used; Python's packages are installed for it. */
async function isInstalled(
  { name, packages, command }: Library,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    if (command === PYTHON) await installPython(packages, signal);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    leaveOut(name, error);
    return false;
  }
}

/** Whether a contestant can do a job, tried on one batch. */
async function isAble(contestant: Contestant, job: Job, signal: AbortSignal): Promise<boolean> {
  const train = Math.min(job.train, job.batch);
  const validation = Math.min(job.validation, job.batch);
  try {
    await contestant.time({ ...job, train, validation, epochs: 1 });
    return true;
  } catch (error) {
    signal.throwIfAborted();
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

/** Times a piece of work with each library, on one thread and on all, and prints the table. */
async function timeLibraries(
  { what, job, part }: Work,
  libraries: Library[],
  rounds: number,
  signal: AbortSignal,
): Promise<void> {
  await using ending = new AsyncDisposableStack();
  const threadCounts = [...new Set([1, navigator.hardwareConcurrency])];
  const started = threadCounts.flatMap((threads) =>
    libraries.map((library) => {
      return { library, threads, contestant: ending.use(start(library, threads, part, signal)) };
    })
  );
  const able = await filterInTurn(
    started,
    async ({ library, contestant }) => library === SIMD || await isAble(contestant, job, signal),
  );
  const seconds = await timeInTurn(able.map(({ contestant }) => contestant), job, rounds, signal);
  const rows = able.map(({ library, threads, contestant }) => {
    const times = seconds.get(contestant.name)!;
    const name = library.slow ? `${library.name}, extrapolated` : library.name;
    const { peakMegabytes } = contestant;
    const row = [name, `${threads}`, median(times).toFixed(3), peakMegabytes.toFixed(0)];
    if (library === SIMD) return [...row, "", ""];
    const ours = able.find((other) => other.library === SIMD && other.threads === threads)!;
    const own = seconds.get(ours.contestant.name)!;
    const ratios = own.map((time, round) => time / times[round]);
    const range = `${Math.min(...ratios).toFixed(3)}–${Math.max(...ratios).toFixed(3)}`;
    const memory = ours.contestant.peakMegabytes / peakMegabytes;
    return [...row, `${medianRatio(own, times).toFixed(3)} (${range})`, memory.toFixed(2)];
  });
  printTable(`${what}, ${describeRounds(rounds)}`, [
    "library",
    "threads",
    "s",
    "peak MB",
    "simd / library: median (range)",
    "peak, simd / library",
  ], rows);
}
