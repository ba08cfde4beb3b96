/**
 * `deno task bench:peers`: the simd backend beside PyTorch, in rounds taken in turn. PyTorch is
 * installed into `bench/.venv` on the first run.
 *
 * @module
 */
import { describeMachine } from "./machine.ts";
import { Contestant, type Job } from "./protocol.ts";
import { median, medianRatio, printTable, timeInTurn } from "./rounds.ts";

const VENV = new URL("./.venv/", import.meta.url);
const PYTHON = new URL("bin/python", VENV).pathname;
const ROUNDS = 7;

const pathOf = (name: string) => new URL(name, import.meta.url).pathname;

async function run(command: string, args: string[]): Promise<string> {
  const { success, stdout } = await new Deno.Command(command, { args, stderr: "inherit" }).output();
  if (!success) throw new Error(`Cannot run ${command} ${args.join(" ")}`);
  return new TextDecoder().decode(stdout).trim();
}

async function installPyTorch(): Promise<string> {
  const installed = await Deno.stat(PYTHON).catch(() => undefined);
  if (!installed) {
    await run("python3", ["-m", "venv", VENV.pathname]);
    await run(PYTHON, ["-m", "pip", "install", "--quiet", "torch==2.15.0"]);
  }
  return await run(PYTHON, ["-c", "import torch; print(torch.__version__)"]);
}

const tfjs = (threads: number) =>
  new Contestant(`simd, ${threads}`, Deno.execPath(), [
    "run",
    "-P",
    pathOf("./tfjs_contestant.ts"),
    "simd",
    `${threads}`,
  ]);
const pytorch = (threads: number) =>
  new Contestant(`PyTorch, ${threads}`, PYTHON, [pathOf("./pytorch_contestant.py"), `${threads}`]);

const LESSON: Job = { network: "lesson", train: 5500, validation: 1000, epochs: 10, batch: 512 };

const JOBS: [string, Job][] = [
  ["The lesson, ten epochs", LESSON],
  ["Prediction of 1,000 digits, ten times", { ...LESSON, train: 0 }],
  ["Three blocks, 32×32×3, 1,024 examples, batches of 128", {
    ...{ network: "blocks", train: 1024, validation: 0, epochs: 1, batch: 128 },
  }],
];

console.log(`PyTorch ${await installPyTorch()} from PyPI, on the processor`);
console.log(describeMachine());

const threadCounts = [...new Set([1, navigator.hardwareConcurrency])];
for (const [what, job] of JOBS) {
  const pairs = threadCounts.map((threads) => [tfjs(threads), pytorch(threads)]);
  const times = await timeInTurn(pairs.flat(), job, ROUNDS);
  const rows = pairs.map((pair, i) => {
    const [ours, theirs] = pair.map(({ name }) => times.get(name)!);
    const ratios = ours.map((seconds, round) => seconds / theirs[round]);
    const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    const ratio = `${medianRatio(ours, theirs).toFixed(2)} (${range})`;
    return [`${threadCounts[i]}`, median(ours).toFixed(3), median(theirs).toFixed(3), ratio];
  });
  for (const contestant of pairs.flat()) await contestant.end();
  printTable(`${what}, ${ROUNDS} rounds`, ["threads", "simd s", "PyTorch s", "ratio"], rows);
}
