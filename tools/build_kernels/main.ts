/**
 * Compiles what the simd backend loads: the AssemblyScript in `kernels/` to WebAssembly (every file there
 * is one kernel or a few that belong together, `shared/` has what they import), and the script of its
 * workers. All of it goes into TypeScript modules, as every runtime and bundler can load those.
 *
 * @module
 */
import asc from "assemblyscript/asc";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { describeError } from "@convbook/check";
import { writeAllWhole } from "@convbook/files";
import { bundle } from "../bundle.ts";
import { runCommand } from "../command_line/run_command.ts";

const BACKEND = new URL("../../lib/backend/", import.meta.url);

/** What the sources export that is not a kernel: see kernels/heap.ts. */
const ALLOCATOR: ReadonlySet<string> = new Set(["allocate", "release"]);

const SOURCES = new URL("kernels/", BACKEND);

const OPTIONS = [
  "--noColors", // errors are read, and CI systems make AssemblyScript colour them
  "--bindings=raw", // a declaration of every export, with the names of its parameters
  "--optimizeLevel=3",
  "--converge",
  "--noAssert",
  "--runtime=minimal",
  "--importMemory",
  "--sharedMemory",
  "--initialMemory=16",
  "--maximumMemory=65536",
];

/** Relaxed multiply-add is one instruction instead of two; not every runtime knows it. */
const FEATURES = { relaxed: "simd,relaxed-simd,threads", plain: "simd,threads" };

/** What {@linkcode compileKernels} makes. */
export interface CompiledSources {
  /** The bytes of the WebAssembly module. */
  wasm: Uint8Array<ArrayBuffer>;
  /** The source of the TypeScript module that lists the kernels' parameters. */
  parameters: string;
}

/**
 * Compiles the kernels. The same sources and compiler give the same bytes.
 *
 * @param sources The folder of the AssemblyScript files.
 * @param features What the runtime must know.
 * @returns The WebAssembly module and the list of the kernels' parameters.
 * @throws {Error} If AssemblyScript reports an error; all that it reports is the cause.
 * @throws {TypeError} If a function that is exported is not a kernel: it does not start with lo and hi.
 */
export async function compileKernels(
  sources: URL = SOURCES,
  features: keyof typeof FEATURES = "relaxed",
): Promise<CompiledSources> {
  const entries = [...Deno.readDirSync(sources)]
    .filter(({ isFile, name }) => isFile && name.endsWith(".ts"))
    .map(({ name }) => name)
    .sort();
  const written = new Map<string, string | Uint8Array>();
  const options = [...OPTIONS, `--enable=${FEATURES[features]}`];
  const { error, stderr } = await asc.main([...entries, "--outFile=kernels.wasm", ...options], {
    readFile: (name) => Deno.readTextFile(new URL(name, sources)).catch(() => null),
    writeFile: (name, contents) => {
      written.set(name, contents);
    },
    listFiles: () => [],
  });
  const wasm = written.get("kernels.wasm");
  const declarations = written.get("kernels.d.ts");
  if (error || !(wasm instanceof Uint8Array) || typeof declarations !== "string") {
    const report = new Error(stderr.toString(), { cause: error });
    const [, firstError = report.message] = report.message.match(/ERROR (.*)/) ?? [];
    throw new Error(
      "Cannot compile the kernels: expected valid AssemblyScript but found: " +
        describeError(new Error(firstError)),
      { cause: report },
    );
  }
  return { wasm: Uint8Array.from(wasm), parameters: listParameters(declarations) };
}

/** Writes the module of parameters, from the declarations that AssemblyScript makes. */
function listParameters(declarations: string): string {
  const rows: string[] = [];
  for (const [, name, list] of declarations.matchAll(/export function (\w+)\((.*)\): \w+;/g)) {
    if (ALLOCATOR.has(name)) continue;
    const [lo, hi, ...names] = list.split(", ").map((parameter) => parameter.split(":")[0]);
    if (lo !== "lo" || hi !== "hi") {
      throw new TypeError(
        `Cannot compile the kernels: expected ${name} to take lo and hi first but found (${list})`,
      );
    }
    rows.push(`  ${name}: [${names.map((parameter) => `"${parameter}"`).join(", ")}],\n`);
  }
  return writtenModule(
    "What every kernel takes after `lo` and `hi`, in order.",
    `/** The names of each kernel's parameters. */
export const KERNEL_PARAMETERS = {
${rows.sort().join("")}} as const;`,
  );
}

function writtenModule(purpose: string, source: string): string {
  return `// deno-fmt-ignore-file
/**
 * ${purpose} \`deno task build:kernels\` writes this file.
 *
 * @module
 */

${source}
`;
}

/**
 * Compiles all that the backend loads.
 *
 * @returns The TypeScript modules, by their paths.
 */
export async function compileBackend(): Promise<[path: string, source: string][]> {
  const { wasm, parameters } = await compileKernels();
  const plain = await compileKernels(SOURCES, "plain");
  const binaries = writtenModule(
    "The compiled kernels, in base64.",
    `/** With relaxed SIMD instructions. */
export const RELAXED_SIMD_KERNELS =
  "${wasm.toBase64()}";

/** Without them. */
export const SIMD_KERNELS =
  "${plain.wasm.toBase64()}";`,
  );
  const worker = await bundle(fileURLToPath(new URL("worker.ts", BACKEND)), [
    "--format=iife",
    "--minify",
  ]);
  const script = writtenModule(
    "What a worker thread runs: worker.ts and what it imports.",
    `/** The script. */
export const WORKER_SCRIPT =
  ${JSON.stringify(worker.trimEnd())};`,
  );
  const modules = {
    "kernel_binaries.ts": binaries,
    "kernel_parameters.ts": parameters,
    "worker_script.ts": script,
  };
  return Object.entries(modules).map(([name, source]) => [
    fileURLToPath(new URL(name, BACKEND)),
    source,
  ]);
}

const COMMAND = {
  name: "build:kernels",
  action: "compile the kernels",
  purpose: "compile the AssemblyScript kernels, list their parameters, and bundle the worker",
};

async function build(): Promise<void> {
  const modules = await compileBackend();
  await writeAllWhole(modules);
  for (const [path, source] of modules) {
    console.log(`lib/backend/${basename(path)}: ${source.length} characters`);
  }
}

if (import.meta.main) await runCommand(COMMAND, build);
