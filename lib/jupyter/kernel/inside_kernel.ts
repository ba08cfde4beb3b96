/**
 * What the runner has done inside its kernels: they import this module before the first cell and
 * after each one. A kernel goes by the `deno.json` of its notebook's folder, which does not know the
 * names of our packages: so this module and those that it imports are found by their paths alone.
 *
 * @module
 */
import { onUncaughtError } from "../uncaught_errors.ts";

/** The message with which the kernel says that it has sent all that came before. */
export const DRAINED = "convbook_drained";

/** The message that tells of an error that no cell awaits. It says what Jupyter's `error` says. */
export const UNCAUGHT = "convbook_uncaught";

/** How many characters of a message or a stack are sent: more than ten frames. The runner cuts more. */
const MAX_TEXT = 10_000;

let broadcast: typeof Deno.jupyter.broadcast;

/** A rejection of ours that nobody awaits, and what to do when Deno notices it. */
let probe: { promise: Promise<never>; onNoticed: () => void } | undefined;

/** Sends the runner a message about each error from now on that nobody catches. */
export function prepareKernel(): void {
  // Kept from before the first cell: a cell may put something else in its place.
  broadcast = Deno.jupyter.broadcast;
  addEventListener("unhandledrejection", (event) => {
    if (event.promise !== probe?.promise) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    probe?.onNoticed();
  });
  onUncaughtError(({ reason, isRejection }) => {
    const isError = reason instanceof Error;
    broadcast(UNCAUGHT, {
      ename: isError ? String(reason.name) : "",
      evalue: (isError ? String(reason.message) : Deno.inspect(reason)).slice(0, MAX_TEXT),
      traceback: isError ? String(reason.stack).slice(0, MAX_TEXT).split("\n") : [],
      is_rejection: isRejection,
    });
  });
}

/**
 * Sends the runner a message after all that the cell before has sent, and after those about
 * rejections that the cell has left behind.
 *
 * @param mark What the message says.
 */
export async function drainKernel(mark: string): Promise<void> {
  // Deno notices rejections some time after the cell's end, in order: so one of our own comes last.
  await new Promise<void>((onNoticed) => {
    probe = { promise: Promise.reject(), onNoticed };
  });
  await broadcast(DRAINED, { mark });
}

/**
 * Imports what a cell imports, to find out why the cell could not.
 *
 * @param names Names of packages, and URLs.
 */
export async function importAll(names: readonly string[]): Promise<void> {
  for (const name of names) await import(name);
}
