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
 * With the kernel end the processes that its cells have started: those of its group, and on Linux also
 * those that have left it. These have the kernel's variable in their environment, or a parent that does:
 * one that has neither, because both the variable was taken from it and its parent has ended, stays.
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

/** A variable of this kernel's environment alone, which the processes of its cells inherit. */
const MARK = `CONVBOOK_KERNEL_${crypto.randomUUID().replaceAll("-", "_")}`;

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
    env: { [MARK]: "1" },
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
  // Listed while their parents are there.
  let left = listMarked();
  end(IS_WINDOWS ? kernel.pid : -kernel.pid);
  const ended = new Set<number>();
  // One that ends may have started another in between.
  while (left.length > 0) {
    for (const pid of left) {
      end(pid);
      ended.add(pid);
    }
    left = listMarked().filter((pid) => !ended.has(pid));
  }
}

function end(pid: number): void {
  try {
    Deno.kill(pid, "SIGKILL");
  } catch {
    // Nothing of it runs any more.
  }
}

/** Lists the processes with the mark, and those that they have started. */
function listMarked(): number[] {
  // Elsewhere the environment of others is not in files.
  if (Deno.build.os !== "linux") return [];
  const children = new Map<number, number[]>();
  const found: number[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      // The name of the program, in parentheses, can have any letters in it; the parent comes after.
      const parent = Number(readProc(pid, "stat").split(")").at(-1)!.trim().split(" ")[1]);
      children.set(parent, [...children.get(parent) ?? [], pid]);
      if (readProc(pid, "environ").split("\0").includes(`${MARK}=1`)) found.push(pid);
    } catch {
      // It has ended, or is another user's.
    }
  }
  for (const pid of found) {
    found.push(...(children.get(pid) ?? []).filter((child) => !found.includes(child)));
  }
  return found;
}

function readProc(pid: number, file: string): string {
  return Deno.readTextFileSync(`/proc/${pid}/${file}`);
}

function say(message: KernelStarted | KernelEnded): void {
  Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(message) + "\n"));
}
