/**
 * Keeps the outputs of a notebook in the cells that made them.
 *
 * The Deno kernel (2.8.2 to 2.9.6) tells the front end that a cell is done while outputs of that
 * cell still wait in a queue. Front ends that start the next cell at once then put those outputs
 * under the next cell, or drop them: in JupyterLab's "Run All" 29 of 100 cells came out wrong.
 *
 * After each successful cell the kernel awaits `broadcastResult`, a function of its own that can be
 * reached. So {@linkcode flushOutputs} wraps it and waits there until the queue has had the time to
 * drain. The kernel offers no way to see the queue, hence a waiting time instead of a signal. A cell
 * that throws does not pass that way and gains nothing.
 *
 * @module
 */

/** What a cell pays for certain, in milliseconds. */
const PAUSE = 25;
/** Milliseconds more for each message that the cell sent. Eight times what one took when measured. */
const PAUSE_PER_MESSAGE = 1.5;
/** Milliseconds more for each million characters that the cell displayed. */
const PAUSE_PER_MILLION_CHARACTERS = 50;

const CONSOLE_METHODS = [
  "log",
  "info",
  "debug",
  "warn",
  "error",
  "table",
  "dir",
  "trace",
] as const;

type BroadcastResult = (executionCount: number, result: unknown) => Promise<void>;

/** The part of the kernel's internals that is used here. */
interface KernelInternals {
  jupyter?: { broadcastResult?: BroadcastResult };
}

let installed = false;

/**
 * Makes the kernel wait after each cell until its outputs are out. A second call changes nothing, and
 * neither does a call where the internals have another form, as in a later Deno.
 *
 * @returns Whether the kernel now waits.
 */
export function flushOutputs(): boolean {
  if (installed) return true;
  const kernel = kernelInternals();
  const broadcastResult = kernel?.jupyter?.broadcastResult;
  if (!kernel?.jupyter || !broadcastResult) return false;
  const sent = countMessages();
  kernel.jupyter.broadcastResult = async (executionCount, result) => {
    await broadcastResult(executionCount, result);
    const pause = PAUSE + PAUSE_PER_MESSAGE * sent.messages +
      PAUSE_PER_MILLION_CHARACTERS * sent.characters / 1e6;
    sent.messages = sent.characters = 0;
    await new Promise((resolve) => setTimeout(resolve, pause));
  };
  installed = true;
  return true;
}

function kernelInternals(): KernelInternals | undefined {
  const deno = Deno as unknown as Record<symbol, KernelInternals> & { internal?: symbol };
  return deno.internal && deno[deno.internal];
}

/** Counts what goes into the queue from now on. The functions counted do what they did before. */
function countMessages(): { messages: number; characters: number } {
  const sent = { messages: 0, characters: 0 };
  for (const name of CONSOLE_METHODS) {
    const print = console[name];
    console[name] = (...args: unknown[]) => {
      sent.messages++;
      print(...args);
    };
  }
  const { display, broadcast } = Deno.jupyter;
  Deno.jupyter.display = (object, options) => {
    sent.messages++;
    sent.characters += characters(object);
    return display(object, options);
  };
  Deno.jupyter.broadcast = (type, content, extra) => {
    sent.messages++;
    sent.characters += characters(content);
    return broadcast(type, content, extra);
  };
  return sent;
}

/** How long the texts of an object are together, as far as they lie on its surface. */
function characters(object: unknown): number {
  if (typeof object !== "object" || object === null) return 0;
  return Object.values(object).reduce(
    (sum, value) => sum + (typeof value === "string" ? value.length : 0),
    0,
  );
}
