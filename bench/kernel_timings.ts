/**
 * Nanoseconds a number of all kernels, simd beside cpu: `deno task bench:kernels`.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../lib/backend/mod.ts";
import { runCommand } from "../tools/command_line/run_command.ts";
import { KERNEL_WORK, type KernelWork } from "./kernel_work.ts";
import { describeMachine } from "./machine.ts";
import { printTable } from "./rounds.ts";
import { readRounds, roundsOption } from "./rounds_option.ts";

const ROUNDS = 5;

/** How long a round repeats the work; one more comes first, for the compilers. */
const MILLISECONDS = 20;

const COMMAND = {
  name: "bench:kernels",
  action: "time the kernels",
  purpose: "list nanoseconds a number of all kernels, on simd and on cpu",
  options: { rounds: roundsOption(ROUNDS) },
  details: [
    "A number is one of the largest input or output; of convolutions and products, a multiplication. " +
    "Both backends compute in turn, and the fastest call counts: whatever else the machine does makes a " +
    "call slower, and nothing makes it faster.",
  ],
};

if (import.meta.main) {
  await runCommand(COMMAND, async ({ options }, signal) => {
    const rounds = readRounds(COMMAND.action, options.rounds, ROUNDS);
    console.log(describeMachine());
    const rows: string[][] = [];
    for (const work of KERNEL_WORK) {
      signal.throwIfAborted();
      const simd = await timeOn("simd", work, rounds);
      const cpu = await timeOn("cpu", work, rounds);
      rows.push([work.name, simd.toPrecision(2), cpu.toPrecision(2)]);
      console.error(`${work.name}: ${rows.at(-1)!.slice(1).join(" | ")}`);
    }
    printTable("Nanoseconds a number", ["kernel", "simd", "cpu"], rows);
  });
}

/** Nanoseconds a number. */
async function timeOn(
  backend: "simd" | "cpu",
  { inputs, run, multiplications }: KernelWork,
  rounds: number,
): Promise<number> {
  await useBackend({ backend });
  const all = tf.tidy(inputs);
  let numbers = multiplications ?? 0;
  const once = () => {
    const made = tf.tidy(() => run(all));
    numbers ||= Math.max(...[...all, ...[made].flat()].map(({ size }) => size));
    tf.dispose(made);
  };
  let fastest = Infinity;
  for (let round = 0; round <= rounds; round++) {
    const end = performance.now() + MILLISECONDS;
    do {
      const start = performance.now();
      once();
      if (round > 0) fastest = Math.min(fastest, performance.now() - start);
    } while (performance.now() < end);
  }
  tf.dispose(all);
  return fastest / numbers * 1e6;
}
