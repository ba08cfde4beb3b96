/**
 * The parent of a kernel's process: a program that ends the kernel when its own parent, the runner,
 * has ended, however that ended.
 *
 * A kernel serves whoever comes, and for ever if nobody does. It cannot watch over its runner
 * itself: before its first cell it runs no code of ours, and a cell may do anything. The guard does
 * so by waiting for the end of its standard input: the system closes it when the runner has ended.
 * Guard and kernel have process groups of their own, so that Ctrl-C in a terminal, or a signal to the
 * runner's group, reaches neither: the runner decides.
 *
 * It reads the text of the connection file from stdin, in one line, writes a line of JSON to stdout
 * when the kernel has started, and another when it has ended, and copies what the kernel prints to
 * stderr.
 *
 * @module
 */

/** What the guard says when the kernel has started. */
export interface KernelStarted {
  /** The number by which the system knows the kernel's process. */
  pid: number;
}

/** What the guard says when the kernel has ended. */
export interface KernelEnded {
  /** Its exit code. */
  code: number;
  /** The signal that ended it, or `null`. */
  signal: string | null;
}

/** How long the last output of a kernel that has ended is waited for, in milliseconds. */
const LAST_OUTPUT_MS = 200;

const IS_WINDOWS = Deno.build.os === "windows";

if (import.meta.main) {
  let connection = "";
  let kernel: Deno.ChildProcess | undefined;
  for await (const piece of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    connection += piece;
    if (kernel === undefined && connection.endsWith("\n")) kernel = await startKernel(connection);
  }
  // The runner has ended, or it wants the kernel to end.
  if (kernel !== undefined) endGroup(kernel);
}

async function startKernel(connection: string): Promise<Deno.ChildProcess> {
  // Elsewhere the key of the connection is never in a file.
  const file = IS_WINDOWS ? Deno.makeTempFileSync({ prefix: "convbook-kernel-" }) : "/dev/stdin";
  if (IS_WINDOWS) Deno.writeTextFileSync(file, connection);
  const kernel = new Deno.Command(Deno.execPath(), {
    // Quiet: without a warning that the command is unstable.
    args: ["jupyter", "--quiet", "--kernel", "--conn", file],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    detached: !IS_WINDOWS,
  }).spawn();
  say({ pid: kernel.pid });
  kernel.status.then(() => IS_WINDOWS && Deno.removeSync(file));
  reportEnd(kernel);
  // A kernel that cannot start does not read it.
  await ReadableStream.from([new TextEncoder().encode(connection)]).pipeTo(kernel.stdin)
    .catch(() => {});
  return kernel;
}

/** Says how the kernel ended, after all that it printed, and ends the guard. */
async function reportEnd(kernel: Deno.ChildProcess): Promise<void> {
  const writer = Deno.stderr.writable.getWriter();
  const copying = [kernel.stdout, kernel.stderr].map(async (stream) => {
    for await (const bytes of stream) await writer.write(bytes);
  });
  const { code, signal } = await kernel.status;
  endGroup(kernel);
  // A process that left the kernel's group may hold the pipes open.
  const pause = new Promise((resolve) => setTimeout(resolve, LAST_OUTPUT_MS));
  await Promise.race([Promise.allSettled(copying), pause]);
  say({ code, signal });
  Deno.exit(0);
}

/** Ends the kernel, if it still runs, and the processes that its cells have started. */
function endGroup(kernel: Deno.ChildProcess): void {
  try {
    if (IS_WINDOWS) kernel.kill("SIGKILL");
    else Deno.kill(-kernel.pid, "SIGKILL");
  } catch {
    // Nothing of it runs any more.
  }
}

function say(message: KernelStarted | KernelEnded): void {
  Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(message) + "\n"));
}
