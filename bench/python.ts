/**
 * Python packages for the benchmark, in a virtual environment of its own: `bench/.venv`.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const VENV = fileURLToPath(new URL("./.venv", import.meta.url));

const isWindows = Deno.build.os === "windows";

/** The Python that has the packages. */
export const PYTHON = join(VENV, isWindows ? "Scripts/python.exe" : "bin/python");

/** Imports packages and checks their versions: what can be imported is whole. */
const CHECK = `
import importlib, sys
for pin in sys.argv[1:]:
    name, version = pin.split("==")
    found = importlib.import_module(name).__version__
    assert found.split("+")[0] == version, f"expected {pin} but found {found}"
`;

/** Runs a program and returns why it failed, or `undefined`. Without `show`, it prints nothing. */
async function findFailure(
  command: string,
  args: string[],
  show: boolean,
  signal: AbortSignal,
): Promise<string | undefined> {
  const options = {
    ...{ args, stdout: "inherit", stderr: show ? "inherit" : "piped" } as const,
    // As in protocol.ts.
    detached: Deno.build.os !== "windows",
    signal,
  };
  try {
    const result = await new Deno.Command(command, options).output();
    if (result.success) return undefined;
    const lines = show ? [] : new TextDecoder().decode(result.stderr).trim().split("\n");
    return lines.at(-1) || `status ${result.code}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Installs packages unless they are there. What an interrupted run left is completed: only packages
 * that can be imported count as installed.
 *
 * @param pins Names with versions, as in `torch==2.15.0`. A package is imported by the same name.
 * @param signal Stops it, with the signal's reason.
 * @throws {Error} If Python is missing, or a package cannot be installed or imported.
 */
export async function installPython(pins: string[], signal: AbortSignal): Promise<void> {
  const findMissing = () => findFailure(PYTHON, ["-c", CHECK, ...pins], false, signal);
  if (await findMissing() === undefined) return;
  console.error(`Installing ${pins.join(", ")} into bench/.venv`);
  const failure =
    await findFailure(isWindows ? "python" : "python3", ["-m", "venv", VENV], true, signal) ??
      await findFailure(PYTHON, ["-m", "pip", "install", ...pins], true, signal) ??
      await findMissing();
  signal.throwIfAborted();
  if (failure !== undefined) {
    throw new Error(
      `Cannot install ${pins.join(", ")} into bench/.venv: expected packages to import but found ` +
        `${failure} (delete the folder to start anew)`,
    );
  }
}
