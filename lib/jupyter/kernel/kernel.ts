/**
 * A running Deno Jupyter kernel, as its client sees it.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { Channel } from "./channel.ts";
import { describeThrown, KernelDiedError, TimeLimitError, UncaughtError } from "./kernel_errors.ts";
import type { KernelProcess } from "./kernel_process.ts";
import { explainImport, listImports } from "./import_error.ts";
import { DRAINED, THROWN, UNCAUGHT } from "./inside_kernel.ts";
import type { JupyterMessage } from "./messages.ts";
import type { ErrorOutput } from "../nbformat/nbformat.ts";
import { type KernelOutput, readError, readOutput } from "./outputs.ts";
import { findSyntaxError } from "../syntax/syntax_error.ts";

/** How long the kernel may take to stop when asked to, in milliseconds. It takes a tenth of a second. */
const SHUTDOWN_MS = 5000;

/** How long a kernel that has closed its sockets may take to end, in milliseconds. */
const DYING_MS = 2000;

/** The longest time that a timer can wait, in seconds. */
const MAX_TIME_LIMIT = 2_147_483;

/** What runs inside the kernel, as an expression of a cell. */
const INSIDE = `(await import(${
  JSON.stringify(new URL("./inside_kernel.ts", import.meta.url).href)
}))`;

/** The channels between client and kernel. */
export interface KernelChannels {
  /** Requests to execute, and their replies. */
  shell: Channel;
  /** Requests to stop. */
  control: Channel;
  /** What cells show. */
  iopub: Channel;
}

/** What {@linkcode Kernel.execute} does beside executing. */
export interface ExecuteOptions {
  /** Takes each output as it comes, also what comes after the cell and before the next one. */
  onOutput?: (output: KernelOutput) => void;
  /** How many seconds the cell may take, more than 0. Any time if left out. */
  timeLimit?: number;
}

/** What became of a cell. */
export interface CellResult {
  /** The number that the kernel gave the cell. */
  executionCount: number;
  /** What the cell threw, or its syntax error; absent if all went well. */
  error?: ErrorOutput;
}

/**
 * A running kernel. `startKernel` makes one.
 *
 * Its process ends with `shutdown` or disposal, with every failure that leaves it unusable, and when
 * this process ends, however that ends. Processes that a cell has started end with the kernel: on
 * Linux all of them, on macOS those that have not left its process group, as with `detached`; on
 * Windows none.
 *
 * @example
 * ```ts
 * import { startKernel } from "./start_kernel.ts";
 * import { equal } from "node:assert/strict";
 *
 * await using kernel = await startKernel({ cwd: "." });
 * let printed = "";
 * await kernel.execute("const answer = 42; console.log(answer)", {
 *   onOutput: (output) => {
 *     if (output.output_type === "stream") printed += output.text;
 *   },
 * });
 * equal(printed, "42\n");
 * ```
 */
export class Kernel implements AsyncDisposable {
  readonly #process: KernelProcess;
  readonly #channels: KernelChannels;
  /** Rejects when the kernel can no longer be used, with the reason. */
  readonly #unusable = Promise.withResolvers<never>();
  #isUnusable = false;
  #isExecuting = false;
  #hasHeard = false;
  #onOutput?: (output: KernelOutput) => void;
  #drained?: { mark: string; resolve: () => void };
  /** All about what the last cell has thrown. */
  #thrown?: ErrorOutput;
  #languageInfo: Record<string, unknown> = {};

  private constructor(process: KernelProcess, channels: KernelChannels) {
    this.#process = process;
    this.#channels = channels;
    // Whoever waits for the kernel sees the reason; nobody may be waiting.
    this.#unusable.promise.catch(() => {});
    process.ended.then((end) => this.#give(new KernelDiedError(end)));
    this.#listen();
  }

  /**
   * Takes over a kernel whose channels are open, and waits until its output arrives.
   *
   * @param process The kernel's process. It is the new object's from here on, as are the channels.
   * @param channels The channels that lead to it.
   * @param signal Ends the kernel, with the signal's reason, if it has not answered by then.
   * @returns The kernel, to be shut down or disposed by the caller.
   * @throws {KernelDiedError} If the kernel ends.
   */
  static async connect(
    process: KernelProcess,
    channels: KernelChannels,
    signal: AbortSignal,
  ): Promise<Kernel> {
    const kernel = new Kernel(process, channels);
    const abort = () => kernel.abort(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    try {
      // A PUB socket drops what it sends before it has read the subscription (RFC 29/PUBSUB): so
      // ask until an answer is heard. Each request makes the kernel publish its status.
      do {
        const reply = await kernel.#unlessUnusable(kernel.#request("kernel_info_request", {}));
        kernel.#languageInfo = reply.content.language_info as Record<string, unknown>;
      } while (!kernel.#hasHeard);
      await kernel.#unlessUnusable(kernel.#executeSilently(`${INSIDE}.prepareKernel();`));
      return kernel;
    } catch (error) {
      await kernel[Symbol.asyncDispose]();
      throw error;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** The number by which the system knows the kernel's process. */
  get pid(): number {
    return this.#process.pid;
  }

  /** What the kernel says about its language, for a notebook's `metadata.language_info`. */
  get languageInfo(): Record<string, unknown> {
    return this.#languageInfo;
  }

  /**
   * Executes a cell and waits until all its outputs have come.
   *
   * @param code The source of the cell, in TypeScript.
   * @param options What to do with outputs, and how long to wait.
   * @returns The cell's number, and its error if it failed. The kernel is usable after an error.
   * @throws {TimeLimitError} If the cell takes longer than allowed. The kernel is ended.
   * @throws {UncaughtError} If something throws for which no cell waits, such as a timer that this
   * cell or an earlier one has set, as it would end a program. The kernel is ended.
   * @throws {KernelDiedError} If the kernel ends.
   * @throws {RangeError} If the time limit is not a time.
   * @throws {Error} If another cell is executing, or the kernel has been shut down.
   */
  async execute(code: string, options: ExecuteOptions = {}): Promise<CellResult> {
    const { onOutput, timeLimit } = options;
    if (timeLimit !== undefined && !(timeLimit > 0 && timeLimit <= MAX_TIME_LIMIT)) {
      throw new RangeError(
        `Cannot execute a cell: expected timeLimit to be more than 0 and at most ` +
          `${MAX_TIME_LIMIT} seconds but found ${describeValue(timeLimit)}`,
      );
    }
    if (this.#isExecuting) {
      throw new Error("Cannot execute a cell: expected an idle kernel but found a busy one");
    }
    this.#isExecuting = true;
    this.#onOutput = onOutput;
    const timer = timeLimit === undefined ? undefined : setTimeout(
      () => this.#give(new TimeLimitError(timeLimit)),
      timeLimit * 1000,
    );
    try {
      return await this.#unlessUnusable(this.#executeAndDrain(code));
    } finally {
      clearTimeout(timer);
      this.#isExecuting = false;
    }
  }

  /** Asks the kernel to stop and waits until its process has ended. */
  async shutdown(): Promise<void> {
    if (!this.#isUnusable) {
      this.#isUnusable = true;
      this.#unusable.reject(describeShutdown());
      const timer = setTimeout(() => this.#process.kill(), SHUTDOWN_MS);
      // If the request cannot be sent, the kernel is dying or the timer ends it.
      await this.#channels.control.send("shutdown_request", { restart: false }).catch(() => {});
      await this.#process.ended;
      clearTimeout(timer);
    }
    await this[Symbol.asyncDispose]();
  }

  /** Ends the kernel at once, if it still runs, and waits until its process has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#give(describeShutdown());
    await this.#process.ended;
    for (const channel of Object.values(this.#channels)) channel.close();
  }

  /**
   * Ends the kernel at once because it is of no more use.
   *
   * @param reason What everybody who waits for the kernel is told.
   */
  abort(reason: unknown): void {
    this.#give(reason);
  }

  async #executeAndDrain(code: string): Promise<CellResult> {
    const reply = await this.#requestExecution(code, false);
    const said = reply.content.status === "ok" ? undefined : readError(reply.content);
    this.#thrown = undefined;
    if (said !== undefined) await this.#explain(code, said);
    // The kernel answers before it has sent all the outputs (Deno 2.8.2 to 2.9.6). It sends
    // them in order, so a message of our own, sent by a cell of our own, comes after the last one.
    const mark = crypto.randomUUID();
    const drained = new Promise<void>((resolve) => this.#drained = { mark, resolve });
    await this.#executeSilently(`await ${INSIDE}.drainKernel("${mark}");`);
    await drained;
    const executionCount = Number(reply.content.execution_count);
    if (said === undefined) return { executionCount };
    const error = this.#thrown ?? said;
    return { executionCount, error: { ...error, evalue: explainImport(error.evalue, code) } };
  }

  /** Finds out more about a failure than the kernel says. The kernel sends it before the mark. */
  async #explain(code: string, said: ErrorOutput): Promise<void> {
    if (said.evalue !== "Execution failed" || said.traceback.length > 0) {
      await this.#executeSilently(
        `await ${INSIDE}.describeThrown(${JSON.stringify(said.evalue)});`,
      );
      return;
    }
    // The cell has not begun: it does not parse, or what it imports cannot be loaded.
    this.#thrown = await findSyntaxError(code);
    if (this.#thrown !== undefined) return;
    const imports = JSON.stringify(listImports(code));
    await this.#executeSilently(`await ${INSIDE}.importAll(${imports});`);
  }

  /** Executes code of ours, which the notebook does not see. */
  async #executeSilently(code: string): Promise<void> {
    const { content } = await this.#requestExecution(code, true);
    if (content.status === "ok") return;
    throw new Error(
      "Cannot use the kernel: expected import() and Deno.jupyter to work but found: " +
        describeThrown(readError(content)),
    );
  }

  #requestExecution(code: string, isSilent: boolean): Promise<JupyterMessage> {
    return this.#request("execute_request", {
      code,
      silent: isSilent,
      store_history: !isSilent,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    });
  }

  /** Sends a request and waits for the reply, as long as the kernel can be used. */
  async #request(type: string, content: Record<string, unknown>): Promise<JupyterMessage> {
    try {
      return await this.#channels.shell.request(type, content);
    } catch (cause) {
      this.#lose(cause);
      return await this.#unusable.promise;
    }
  }

  /** Takes what comes from the output channel, as long as the kernel can be used. */
  async #listen(): Promise<void> {
    for (;;) {
      let message;
      try {
        message = await this.#channels.iopub.receive();
      } catch (cause) {
        return this.#lose(cause);
      }
      try {
        this.#take(message);
      } catch (error) {
        return this.#give(error);
      }
    }
  }

  #take(message: JupyterMessage): void {
    this.#hasHeard = true;
    if (message.header.msg_type === DRAINED) {
      if (message.content.mark === this.#drained?.mark) this.#drained?.resolve();
      return;
    }
    if (message.header.msg_type === UNCAUGHT) {
      const how = message.content.is_rejection === true ? "rejection" : "error";
      return this.#give(new UncaughtError(readError(message.content), how));
    }
    if (message.header.msg_type === THROWN) {
      this.#thrown = readError(message.content);
      return;
    }
    const output = readOutput(message);
    if (output !== undefined) this.#onOutput?.(output);
  }

  async #unlessUnusable<T>(result: Promise<T>): Promise<T> {
    const value = await Promise.race([result, this.#unusable.promise]);
    // A kernel that was given up may answer until its process has ended.
    return this.#isUnusable ? await this.#unusable.promise : value;
  }

  /** Gives up a kernel to which a connection is lost. */
  #lose(cause: unknown): void {
    // The sockets of a dying process close before its end is known: then the end is the reason.
    const timer = setTimeout(
      () =>
        this.#give(
          new Error("Cannot use the kernel: expected its messages but lost the connection", {
            cause,
          }),
        ),
      DYING_MS,
    );
    this.#process.ended.finally(() => clearTimeout(timer));
  }

  /** Ends the process, then tells everybody who waits for it. The first reason counts. */
  #give(reason: unknown): void {
    if (this.#isUnusable) return;
    this.#isUnusable = true;
    this.#process.kill();
    this.#process.ended.then(() => this.#unusable.reject(reason));
  }
}

function describeShutdown(): Error {
  return new Error("Cannot use the kernel: expected it to run but found it shut down");
}
