/**
 * A contestant that is too slow for a whole job.
 *
 * @module
 */
import { Contestant, type Job, type Result } from "./protocol.ts";

/** How many examples of a job are done, in one epoch. */
export type Part = Pick<Job, "train" | "validation">;

/** Does a part of each job; from its time follows that of the whole, by the number of examples. */
export class SlowContestant extends Contestant {
  readonly #part: Part;

  /**
   * @param name What to call it in tables.
   * @param command The program.
   * @param args Its arguments.
   * @param signal Ends it.
   * @param part What it does of each job.
   */
  constructor(name: string, command: string, args: string[], signal: AbortSignal, part: Part) {
    super(name, command, args, signal);
    this.#part = part;
  }

  override async time(job: Job): Promise<Result> {
    const { seconds, peakMegabytes } = await super.time({ ...job, ...this.#part, epochs: 1 });
    const whole = (job.train + job.validation) * job.epochs;
    const done = this.#part.train + this.#part.validation;
    return { seconds: seconds * whole / done, peakMegabytes };
  }
}
