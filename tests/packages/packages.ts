/**
 * The packed backend in empty projects: it trains the lesson under Node.js, Bun, Deno over http, and in
 * pages.
 *
 * `deno task test:packages`. Node.js and Bun come from npm.
 *
 * @module
 */
import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium, type Page } from "playwright-core";
import { runDeno } from "@convbook/jupyter";
import { MnistData } from "convbook";
import { findChromium } from "../../lib/export/print_pdf.ts";
import { bundleTests, SPECS } from "../backend/tfjs/main.ts";
import { packBackend } from "../../tools/pack/main.ts";

const ROOT = new URL("../../", import.meta.url);
const HERE = new URL("./", import.meta.url);

/** TensorFlow.js's packages without what the lesson does not need. */
const TENSORFLOW = ["@tensorflow/tfjs-core@4.22.0", "@tensorflow/tfjs-layers@4.22.0"];
const NODE_VERSIONS = ["20.20.2", "22.23.3", "24.21.0"];
const BUN = "bun@1.4.5";
const THREADS = 2;
const DIGITS = 6500;

/** What trainLesson() returns. */
interface Result {
  used: { backend: string; threads: number; reason: string };
  seconds: number;
  validationAccuracy: number;
  losses: number[];
  weights: string;
}

const folder = await Deno.makeTempDir({ prefix: "convbook-packages-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

const tarball = await packBackend(join(folder, "dist"));
const project = join(folder, "project");
const digits = await writeDigits();
await install(project, [tarball, ...TENSORFLOW]);
for await (const { name } of Deno.readDir(HERE)) {
  if (name.endsWith(".js")) await Deno.copyFile(new URL(name, HERE), join(project, name));
}
console.log(
  `node_modules of a project with the backend and TensorFlow.js: ${await sizeOf(project)}`,
);

/** The losses that every runtime must come near, of the first one that ran. */
let expected: number[] | undefined;

/** Threads and kernels with other rounding leave the last digits of a loss open, and training adds to that. */
function checkResult(
  { used, seconds, validationAccuracy, losses, weights }: Result,
  threads: number,
) {
  equal(used.backend, "simd");
  equal(used.threads, threads);
  ok(validationAccuracy > 0.88, `${validationAccuracy}`);
  equal(losses.length, 10);
  expected ??= losses;
  const distances = losses.map((loss, epoch) => Math.abs(loss / expected![epoch] - 1));
  ok(Math.max(...distances) < 0.02, `${losses} beside ${expected}`);
  console.log(
    `${threads} threads, ${
      seconds.toFixed(1)
    } s, accuracy ${validationAccuracy}, weights ${weights}`,
  );
}

for (const version of NODE_VERSIONS) {
  Deno.test(`Node.js ${version} trains the lesson from the packed file`, async () => {
    const result = await runProgram(await node(version), ["program.js", ...digits, `${THREADS}`]);
    checkResult(result, THREADS);
  });
}

// The first one has kernels without relaxed SIMD.
for (const version of [NODE_VERSIONS[0], NODE_VERSIONS.at(-1)!]) {
  Deno.test(`Node.js ${version} passes TensorFlow.js's own tests with the packed file`, async () => {
    const bundle = join(folder, "tests.cjs");
    await bundleTests(bundle);
    const printed = await run(await node(version), ["tfjs_tests.js", bundle], project);
    const counts = JSON.parse(printed.trimEnd().split("\n").at(-1)!);
    deepEqual(counts, { passed: SPECS.simd, failed: [] });
  });
}

Deno.test("the packed file works in a browser without Symbol.dispose", async () => {
  const script = await bundlePage("product.js", "iife");
  const printed = await run(await node(NODE_VERSIONS[0]), ["old_browser.js", script], project);
  deepEqual(JSON.parse(printed), [19, 22, 43, 50]);
});

Deno.test("a page whose policy forbids WebAssembly computes with cpu, and says why not with simd", async () => {
  await bundlePage("product.js", "iife");
  const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;
  for (const backend of ["cpu", "simd"]) {
    await Deno.writeTextFile(join(folder, "backend.js"), `globalThis.backend = "${backend}";`);
    await Deno.writeTextFile(
      join(folder, "policy.html"),
      `<!doctype html>${policy}<script src="backend.js"></script>` +
        '<script src="product.iife.js"></script>',
    );
    await using server = servePages(false);
    const result = runPage<number[]>(`http://127.0.0.1:${server.addr.port}/policy.html`);
    if (backend === "cpu") deepEqual(await result, [19, 22, 43, 50]);
    else await rejects(result, /expected simd to start but found that it failed/);
  }
});

Deno.test("Bun installs the packed file and trains the lesson", async () => {
  const runtime = join(folder, "bun");
  await install(runtime, [BUN]);
  const bun = join(runtime, "node_modules/bun/bin/bun.exe");
  checkResult(await runProgram(bun, ["program.js", ...digits, `${THREADS}`]), THREADS);
});

Deno.test("Deno trains the lesson from sources that a server sends", async () => {
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, sendSource);
  const url = `http://127.0.0.1:${server.addr.port}/`;
  const tensorflow = (name: string) => `npm:@tensorflow/${name}@4.22.0`;
  const importMap = join(folder, "import_map.json");
  await Deno.writeTextFile(
    importMap,
    JSON.stringify({
      imports: {
        "@convbook/backend": `${url}lib/backend/mod.ts`,
        "@convbook/check": `${url}lib/check/mod.ts`,
        "@convbook/tensors": `${url}lib/tensors/mod.ts`,
        "@convbook/tensors/quiet_cpu_backend": `${url}lib/tensors/quiet_cpu_backend.ts`,
        "@tensorflow/tfjs": tensorflow("tfjs"), // its types alone
        "@tensorflow/tfjs-backend-cpu": tensorflow("tfjs-backend-cpu"),
        "@tensorflow/tfjs-backend-webgpu": tensorflow("tfjs-backend-webgpu"),
        "@tensorflow/tfjs-core": tensorflow("tfjs-core"),
        "@tensorflow/tfjs-layers": tensorflow("tfjs-layers"),
      },
    }),
  );
  checkResult(
    await runProgram(Deno.execPath(), [
      "run",
      "--no-config",
      "--no-lock",
      "--allow-read",
      `--allow-import=127.0.0.1:${server.addr.port}`,
      `--import-map=${importMap}`,
      `${url}tests/packages/program.js`,
      ...digits,
      `${THREADS}`,
    ]),
    THREADS,
  );
});

/** Installs a version of Node.js and returns its path. */
async function node(version: string): Promise<string> {
  const runtime = join(folder, `node-${version}`);
  await install(runtime, [`node@${version}`]);
  return join(runtime, "node_modules/node/bin/node");
}

/** Sends a source of the project. */
async function sendSource(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const type = pathname.endsWith(".js") ? "text/javascript" : "application/typescript";
  try {
    const source = await Deno.readFile(new URL(`.${pathname}`, ROOT));
    return new Response(source, { headers: { "content-type": type } });
  } catch {
    return new Response(undefined, { status: 404 });
  }
}

Deno.test("a classic script in a page from a folder trains the lesson, with one thread", async () => {
  const page = join(folder, "page.html");
  await writePage(page, "iife", THREADS);
  // Pages over file:// are not isolated.
  checkResult(await runPage(pathToFileURL(page).href), 1);
});

Deno.test("a module in an isolated page trains the lesson with threads", async () => {
  await writePage(join(folder, "module.html"), "esm", THREADS);
  await using server = servePages(true);
  checkResult(await runPage(`http://127.0.0.1:${server.addr.port}/module.html`), THREADS);
});

Deno.test("the workers of a page end when it computes with fewer", async () => {
  await bundlePage("product.js", "iife");
  await Deno.writeTextFile(
    join(folder, "product.html"),
    '<!doctype html><title>Product</title><script src="product.iife.js"></script>',
  );
  await using server = servePages(true);
  const url = `http://127.0.0.1:${server.addr.port}/product.html`;
  await withPage(url, async (page) => {
    for (const threads of [3, 1, 4, 2]) {
      equal(await page.evaluate(`setThreads(${threads})`), threads);
    }
    while (page.workers().length > 1) {
      await Promise.any(page.workers().map((worker) => worker.waitForEvent("close")));
    }
    equal(page.workers().length, 1);
  });
});

Deno.test("a worker of an isolated page trains the lesson with threads", async () => {
  await writePage(join(folder, "classic.html"), "iife", THREADS);
  await Deno.writeTextFile(
    join(folder, "in_worker.js"),
    'importScripts("digits.js", "page.iife.js"); result.then(postMessage);',
  );
  await Deno.writeTextFile(
    join(folder, "worker.html"),
    `<!doctype html><title>Lesson</title><script>
globalThis.result = new Promise((resolve, reject) => {
  const worker = new Worker("in_worker.js");
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = reject;
});
</script>`,
  );
  await using server = servePages(true);
  checkResult(await runPage(`http://127.0.0.1:${server.addr.port}/worker.html`), THREADS);
});

Deno.test("a module in a page that is not isolated says why it has one thread", async () => {
  await writePage(join(folder, "module.html"), "esm", THREADS);
  await using server = servePages(false);
  const result = await runPage(`http://127.0.0.1:${server.addr.port}/module.html`);
  checkResult(result, 1);
  equal(
    result.used.reason,
    "the default; one thread, because the page is not cross-origin isolated",
  );
});

/** Serves the folder, with the headers that isolate a page or without. */
function servePages(isolated: boolean): Deno.HttpServer<Deno.NetAddr> {
  const headers: Record<string, string> = isolated
    ? {
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    }
    : {};
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    const type = pathname.endsWith(".js") ? "text/javascript" : "text/html";
    try {
      const body = await Deno.readFile(join(folder, pathname));
      return new Response(body, { headers: { ...headers, "content-type": type } });
    } catch {
      return new Response(undefined, { status: 404 });
    }
  });
}

for (const name of ["check", "tensors", "backend"]) {
  Deno.test(`a registry would take @convbook/${name}`, async () => {
    const cwd = fileURLToPath(new URL(`lib/${name}`, ROOT));
    const { success, stderr } = await runDeno(["publish", "--dry-run", "--allow-dirty"], { cwd });
    ok(success && stderr.includes("Dry run complete"), stderr);
    equal(/\b(warning|error)\b/.test(stderr), false, stderr);
  });
}

/** Writes a page with its script and the digits. */
async function writePage(path: string, format: "iife" | "esm", threads: number): Promise<void> {
  const [pixels, labels] = await Promise.all(digits.map((path) => Deno.readFile(path)));
  const data = { pixels: pixels.toBase64(), labels: labels.toBase64(), threads };
  await Deno.writeTextFile(
    join(folder, "digits.js"),
    `globalThis.digits = ${JSON.stringify(data)};`,
  );
  const script = basename(await bundlePage("page.js", format));
  const type = format === "esm" ? ' type="module"' : "";
  await Deno.writeTextFile(
    path,
    `<!doctype html><title>Lesson</title><script src="digits.js"></script>` +
      `<script${type} src="${script}"></script>`,
  );
}

/** Bundles a page's script, as a program's author would, and returns its path. */
async function bundlePage(entry: string, format: "iife" | "esm"): Promise<string> {
  const outfile = join(folder, entry.replace(".js", `.${format}.js`));
  await build({
    absWorkingDir: project,
    entryPoints: [entry],
    bundle: true,
    format,
    minify: true,
    outfile,
    logLevel: "error",
  });
  const { size } = await Deno.stat(outfile);
  console.log(`${basename(outfile)}, with TensorFlow.js: ${Math.round(size / 1000)} kB`);
  return outfile;
}

/** Opens a page in Chromium and waits for what its script leaves in `result`. */
function runPage<T = Result>(url: string): Promise<T> {
  return withPage(url, (page) => page.evaluate("globalThis.result"));
}

/** Opens a page in Chromium whose script leaves something in `result`. */
async function withPage<T>(url: string, use: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(url);
    await page.waitForFunction("globalThis.result !== undefined").catch((cause) => {
      throw errors[0] ?? cause;
    });
    return await use(page);
  } finally {
    await browser.close();
  }
}

/** Writes the digits as two files of bytes. */
async function writeDigits(): Promise<string[]> {
  const data = await MnistData.load();
  const { xs, labels } = data.nextTrainBatch(DIGITS);
  const classes = labels.argMax(1);
  const paths = [join(folder, "pixels.bin"), join(folder, "labels.bin")];
  const pixels = Uint8Array.from(xs.dataSync(), (value) => Math.round(value * 255));
  await Deno.writeFile(paths[0], pixels);
  await Deno.writeFile(paths[1], Uint8Array.from(classes.dataSync()));
  for (const tensor of [xs, labels, classes]) tensor.dispose();
  return paths;
}

/** Installs packages into a folder that has no others. */
async function install(target: string, packages: string[]): Promise<void> {
  await Deno.mkdir(target, { recursive: true });
  await Deno.writeTextFile(join(target, "package.json"), '{ "private": true, "type": "module" }');
  await run("npm", ["install", "--no-audit", "--no-fund", "--save-exact", ...packages], target);
}

async function runProgram(command: string, args: string[]): Promise<Result> {
  return JSON.parse(await run(command, args, project));
}

/** Runs a program to its end, which must be good. */
async function run(command: string, args: string[], cwd: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args, cwd }).output();
  const decoder = new TextDecoder();
  ok(success, `${command} ${args.join(" ")}: ${decoder.decode(stderr)}`);
  equal(decoder.decode(stderr).includes("simd backend"), false, decoder.decode(stderr));
  return decoder.decode(stdout);
}

async function sizeOf(target: string): Promise<string> {
  const kilobytes = await run("du", ["-sk", join(target, "node_modules")], target);
  return `${Math.round(parseInt(kilobytes) / 1000)} MB`;
}
