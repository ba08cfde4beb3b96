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

/** The message that tells all about what a cell has thrown. It says what Jupyter's `error` says. */
export const THROWN = "convbook_thrown";

/** How many characters of a message or a stack are sent: more than ten frames. The runner cuts more. */
const MAX_TEXT = 10_000;

/** How many errors are told of one: causes, and what an AggregateError stands for. */
const MAX_TOLD = 10;

let broadcast: typeof Deno.jupyter.broadcast;

/** What was asked last whether it is an error. */
let lastAsked: unknown;

/** A rejection of ours that nobody awaits, and what to do when Deno notices it. */
let probe: { promise: Promise<never>; onNoticed: () => void } | undefined;

/** Sends the runner a message about each error from now on that nobody catches. */
export function prepareKernel(): void {
  // Kept from before the first cell: a cell may put something else in its place.
  broadcast = Deno.jupyter.broadcast;
  noteThrown();
  addEventListener("unhandledrejection", (event) => {
    if (event.promise !== probe?.promise) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    probe?.onNoticed();
  });
  onUncaughtError(({ reason, isRejection }) => {
    broadcast(UNCAUGHT, { ...describe(reason), is_rejection: isRejection });
  });
}

/**
 * Of what a cell throws the kernel (Deno 2.9.6) tells name, message and stack alone. But before, it asks
 * `thrown instanceof Error`, and nothing else inside sees what was thrown.
 */
function noteThrown(): void {
  const isInstance = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(Error, Symbol.hasInstance, {
    configurable: true,
    writable: true,
    value(this: unknown, value: unknown): boolean {
      lastAsked = value;
      return isInstance.call(this, value);
    },
  });
}

/**
 * Sends the runner a message about what the cell before has thrown, with causes.
 *
 * @param evalue What the kernel told of it: that no code of the cell has asked in between.
 */
export async function describeThrown(evalue: string): Promise<void> {
  const thrown = lastAsked;
  let message = "";
  try {
    message = isError(thrown) ? String(thrown.message) : String(thrown);
  } catch {
    // What was thrown cannot be made text. The kernel finds the same.
  }
  if ((message || "(none)") === evalue) await broadcast(THROWN, describe(thrown));
}

/** What the kernel would say, and more. */
function describe(thrown: unknown): Record<string, unknown> {
  return {
    ename: isError(thrown) ? String(thrown.name) : "",
    evalue: (isError(thrown) ? String(thrown.message) || "(none)" : Deno.inspect(thrown))
      .slice(0, MAX_TEXT),
    traceback: isError(thrown)
      ? traceOf(thrown, new Set()).join("\n").slice(0, MAX_TEXT).split("\n")
      : [],
  };
}

/**
 * Lists the lines of a stack, then those of the errors that it stands for, then those of its cause.
 *
 * @param thrown What was thrown.
 * @param told What has been told already: an error can be its own cause.
 */
function traceOf(thrown: unknown, told: Set<unknown>): string[] {
  if (!isError(thrown)) return [Deno.inspect(thrown)];
  const lines = String(thrown.stack).slice(0, MAX_TEXT).split("\n");
  told.add(thrown);
  const tell = (title: string, inner: unknown) => {
    if (told.has(inner) || told.size > MAX_TOLD) return;
    const [first, ...rest] = traceOf(inner, told);
    lines.push(`${title} ${first}`, ...rest);
  };
  const errors: unknown = "errors" in thrown ? thrown.errors : undefined;
  if (Array.isArray(errors)) {
    errors.forEach((inner, index) => tell(`Error ${index + 1} of ${errors.length}:`, inner));
  }
  if (thrown.cause !== undefined) tell("Caused by", thrown.cause);
  return lines;
}

/** As `instanceof`, without being noted. */
function isError(value: unknown): value is Error {
  return Function.prototype[Symbol.hasInstance].call(Error, value);
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
  // It may be large.
  lastAsked = undefined;
  await broadcast(DRAINED, { mark });
}

/**
 * Imports what a cell imports, and sends the runner a message about the first that cannot be loaded.
 *
 * @param names Names of packages, and URLs.
 */
export async function importAll(names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await import(name);
    } catch (error) {
      const evalue = `Cannot load ${JSON.stringify(name)}: ${describe(error).evalue}`;
      return await broadcast(THROWN, { ename: "Error", evalue, traceback: [] });
    }
  }
}
