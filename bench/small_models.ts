/**
 * Small models of other kinds, simd beside cpu: no model may be slower than on the stock backend.
 *
 * @module
 */
import { useBackend } from "../lib/backend/mod.ts";
import { disposeTraining, fit, MODELS } from "../tests/backend/models.ts";
import { describeRounds, median, medianRatio, printTable } from "./rounds.ts";

/**
 * Trains each model for three epochs on both backends, in turn, and prints the times.
 *
 * @param rounds How often.
 * @param signal Stops it between two trainings, with the signal's reason.
 */
export async function timeSmallModels(rounds: number, signal: AbortSignal): Promise<void> {
  const rows: string[][] = [];
  for (const [kind, makeTraining] of Object.entries(MODELS)) {
    const seconds = { simd: [] as number[], cpu: [] as number[] };
    for (let round = 0; round <= rounds; round++) {
      for (const backend of ["simd", "cpu"] as const) {
        signal.throwIfAborted();
        await useBackend({ backend });
        const training = makeTraining();
        const start = performance.now();
        await fit(training, 3);
        if (round > 0) seconds[backend].push((performance.now() - start) / 1000);
        disposeTraining(training);
      }
    }
    const { simd, cpu } = seconds;
    const ratio = medianRatio(simd, cpu).toFixed(2);
    rows.push([kind, median(simd).toFixed(3), median(cpu).toFixed(3), ratio]);
  }
  printTable(`Small models, three epochs, ${describeRounds(rounds)}`, [
    "model",
    "simd s",
    "cpu s",
    "ratio",
  ], rows);
}
