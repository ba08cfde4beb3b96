/**
 * How a program answers the benchmark: see protocol.ts.
 *
 * @module
 */
import process from "node:process";
import type { Job, Result } from "./protocol.ts";
import { TextLineStream } from "./text_lines.ts";

/** Does each job that comes in until there are no more. `run` returns how many seconds one took. */
export async function answerJobs(run: (job: Job) => Promise<number>): Promise<void> {
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) {
    const seconds = await run(JSON.parse(line));
    const result: Result = { seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
    console.log(JSON.stringify(result));
  }
}
