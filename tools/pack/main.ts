/**
 * `deno task pack`: the simd backend as a package for npm, in dist/.
 *
 * `deno pack` writes declarations and package.json, but leaves out the workspace's other packages, and
 * keeps syntax that Node.js 20 and 22 do not read. So esbuild makes one module of the sources.
 *
 * @module
 */
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeError } from "@convbook/check";
import { makeInside, writeWhole } from "@convbook/files";
import { runDeno } from "@convbook/jupyter";
import { bundle } from "../bundle.ts";
import { runCommand } from "../command_line/run_command.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LIBRARY = join(ROOT, "lib");
const BACKEND = join(LIBRARY, "backend");
const ACTION = "pack the backend";
const CPU = "@tensorflow/tfjs-backend-cpu";
/** Browsers that lack `Symbol.dispose` find what esbuild makes of `using` under this name. */
const DISPOSE = 'Symbol.dispose ??= Symbol.for("Symbol.dispose");';

/** What the package needs beside what deno.json says. */
interface PackageJson {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  [key: string]: unknown;
}

/**
 * TensorFlow.js is a peer: the program and the backend must share one engine. It has the version of its cpu
 * backend, whose class ours extends. A program that uses webgpu installs that itself.
 */
function completePackageJson(packed: PackageJson): PackageJson {
  const version = packed.dependencies[CPU].replace("^", "");
  return {
    ...packed,
    description: "TensorFlow.js as fast as PyTorch on small networks: SIMD and all cores, no addon",
    sideEffects: true, // importing it registers the backend
    engines: { node: "^20.16.0 || >=22.3.0" }, // process.getBuiltinModule
    dependencies: { [CPU]: version },
    peerDependencies: {
      "@tensorflow/tfjs-backend-webgpu": version,
      "@tensorflow/tfjs-core": version,
    },
    peerDependenciesMeta: { "@tensorflow/tfjs-backend-webgpu": { optional: true } },
  };
}

/**
 * Packs the backend.
 *
 * @param folder Where the package goes.
 * @param signal Stops it, with the signal's reason.
 * @returns The package's path.
 * @throws {Error} If one of the programs that it needs fails.
 */
export async function packBackend(folder: string, signal?: AbortSignal): Promise<string> {
  return await makeInside(folder, async (made) => {
    const draft = join(made, "draft.tgz");
    const packing = await runDeno(["pack", "--allow-dirty", `--output=${draft}`], {
      cwd: BACKEND,
      signal,
    });
    if (!packing.success) throw failed("deno pack", packing.stderr);
    await runTar(["-xzf", draft, "-C", made]);
    const contents = join(made, "package");
    const packageJson = completePackageJson(
      JSON.parse(await Deno.readTextFile(join(contents, "package.json"))),
    );
    await keepDeclarations(contents);
    await Deno.writeTextFile(join(contents, "mod.js"), await bundleBackend(signal));
    await Deno.writeTextFile(
      join(contents, "package.json"),
      JSON.stringify(packageJson, undefined, 2) + "\n",
    );
    const readme = await Deno.readTextFile(join(BACKEND, "README.md"));
    // Links into the repository lead nowhere from a package.
    await Deno.writeTextFile(
      join(contents, "README.md"),
      readme.replaceAll(/\[([^\]]*)\]\(\.[^)]*\)/g, "$1"),
    );
    await Deno.copyFile(join(ROOT, "LICENSE"), join(contents, "LICENSE"));
    const whole = join(made, "whole.tgz");
    await runTar(["-czf", whole, "-C", made, "package"]);
    const path = join(folder, `convbook-backend-${packageJson.version}.tgz`);
    await writeWhole(path, await Deno.readFile(whole));
    return path;
  }, signal);
}

/** Removes all but the declarations: the one module takes the place of the rest. */
async function keepDeclarations(contents: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(contents)) {
    if (isDirectory || !name.endsWith(".d.ts")) {
      await Deno.remove(join(contents, name), { recursive: true });
    }
  }
}

/** The backend and what it imports of the workspace, as one module. */
async function bundleBackend(signal?: AbortSignal): Promise<string> {
  const packages = {
    "@convbook/check": "check/mod.ts",
    "@convbook/tensors/quiet_cpu_backend": "tensors/quiet_cpu_backend.ts",
    "@convbook/tensors": "tensors/mod.ts",
  };
  const aliases = Object.entries(packages)
    .map(([name, path]) => `--alias:${name}=${join(LIBRARY, path)}`);
  const args = [
    "--format=esm",
    "--external:@tensorflow/*",
    `--banner:js=${DISPOSE}`,
    ...aliases,
  ];
  return await bundle(join(BACKEND, "mod.ts"), args, signal);
}

async function runTar(args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("tar", { args }).output();
  if (!success) throw failed("tar", new TextDecoder().decode(stderr));
}

function failed(program: string, stderr: string): Error {
  return new Error(
    `Cannot ${ACTION}: expected ${program} to work but found: ${describeError(new Error(stderr))}`,
  );
}

const COMMAND = {
  name: "pack",
  action: ACTION,
  purpose: "write the simd backend as a package for npm, to dist/",
};

if (import.meta.main) {
  await runCommand(COMMAND, async (_given, signal) => {
    const path = await packBackend(join(ROOT, "dist"), signal);
    const { size } = await Deno.stat(path);
    console.log(`dist/${basename(path)}: ${Math.round(size / 1000)} kB`);
  });
}
