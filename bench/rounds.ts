/**
 * Timing contestants in turn.
 *
 * @module
 */
import type { Contestant, Job } from "./protocol.ts";

/** The middle of some numbers. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Has each contestant do a job once a round, after one round that does not count, and says how it is going.
 *
 * The machine's speed changes from minute to minute, so what is compared are times of one round.
 *
 * @param signal Stops it between two jobs, with the signal's reason.
 * @returns For each contestant its seconds of each round.
 */
export async function timeInTurn(
  contestants: Contestant[],
  job: Job,
  rounds: number,
  signal: AbortSignal,
): Promise<Map<string, number[]>> {
  const seconds = new Map(contestants.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    const progress: string[] = [];
    for (const contestant of contestants) {
      signal.throwIfAborted();
      const { seconds: time } = await contestant.time(job);
      if (round > 0) seconds.get(contestant.name)!.push(time);
      progress.push(`${contestant.name} ${time.toFixed(3)} s`);
    }
    console.error(`round ${round} of ${rounds}: ${progress.join(" | ")}`);
  }
  return seconds;
}

/** The median over rounds of `a`'s time as a share of `b`'s. */
export function medianRatio(a: number[], b: number[]): number {
  return median(a.map((seconds, round) => seconds / b[round]));
}

/** Says in a table's title how often its work was timed. */
export function describeRounds(rounds: number): string {
  return rounds === 1 ? "one round" : `medians of ${rounds} rounds`;
}

/** Prints rows as a Markdown table. */
export function printTable(title: string, header: string[], rows: string[][]): void {
  console.log(`\n${title}\n`);
  for (const row of [header, header.map(() => "---"), ...rows]) {
    console.log(`| ${row.join(" | ")} |`);
  }
}
