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
import { describeRounds, median, printTable } from "./rounds.ts";
import { readRounds, roundsOption } from "./rounds_option.ts";

const ROUNDS = 5;

/** A round repeats the work for so long that the clock's steps do not matter. */
const MILLISECONDS = 10;

const COMMAND = {
  name: "bench:kernels",
  action: "time the kernels",
  purpose: "list nanoseconds a number of all kernels, on simd and on cpu",
  options: { rounds: roundsOption(ROUNDS) },
  details: [
    "A number is one of the largest input or output; of convolutions and products, a multiplication. " +
    "Both backends compute in turn.",
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
    printTable(`Nanoseconds a number, ${describeRounds(rounds)}`, ["kernel", "simd", "cpu"], rows);
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
  once(); // for the compiler
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    let repeats = 0;
    let time = 0;
    do {
      once();
      repeats++;
      time = performance.now() - start;
    } while (time < MILLISECONDS);
    times.push(time / repeats);
  }
  tf.dispose(all);
  return median(times) / numbers * 1e6;
}
