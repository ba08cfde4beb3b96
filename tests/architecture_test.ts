import { fileURLToPath, pathToFileURL } from "node:url";
import { join, relative } from "node:path";
import { deepEqual, ok } from "node:assert/strict";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const DOCUMENT = await Deno.readTextFile(join(ROOT, "docs", "architecture.md"));

/** An import of one module by another, both as paths from the root on. */
interface Import {
  from: string;
  to: string;
}

Deno.test("packages import only what docs/architecture.md allows", async () => {
  const allowed = readAllowedImports(DOCUMENT);
  const imports = await listImports(await listModules("lib"), await listModules("tools"));
  ok(imports.some(({ from, to }) => from === "lib/vis/mod.ts" && to === "lib/metrics/mod.ts"));
  deepEqual(findForbidden(imports, allowed), []);
});

Deno.test("packages import each other by name, so that each can be published alone", async () => {
  const imports = await listImports(await listModules("lib"), []);
  const byPath = imports.filter(({ from, to, specifier }) =>
    packageOf(from) !== packageOf(to) && specifier.startsWith(".")
  );
  deepEqual(byPath, []);
});

Deno.test("docs/architecture.md names every package, and its arrows form no circle", () => {
  const allowed = readAllowedImports(DOCUMENT);
  const packages = [...Deno.readDirSync(join(ROOT, "lib"))].map(({ name }) => `lib/${name}`);
  deepEqual([...allowed.keys()].toSorted(), [...packages, "tools"].toSorted());
  const isDone = new Set<string>();
  // Again and again, what imports nothing but what is done is done.
  for (let before = -1; before < isDone.size;) {
    before = isDone.size;
    for (const [name, targets] of allowed) {
      if (targets.every((target) => isDone.has(target))) isDone.add(name);
    }
  }
  deepEqual([...allowed.keys()].filter((name) => !isDone.has(name)), []);
});

Deno.test("an import against the arrows is found", () => {
  const allowed = new Map([["lib/check", []], ["lib/vis", ["lib/check"]]]);
  const good = { from: "lib/vis/a.ts", to: "lib/check/b.ts" };
  const bad = { from: "lib/check/b.ts", to: "lib/vis/a.ts" };
  deepEqual(findForbidden([good, bad], allowed), [bad]);
});

function findForbidden(imports: Import[], allowed: Map<string, string[]>): Import[] {
  return imports.filter(({ from, to }) => {
    const [own, other] = [packageOf(from), packageOf(to)];
    return own !== other && !allowed.get(own)?.includes(other);
  });
}

/** `lib/vis` for `lib/vis/figure/figure.ts`, `tools` for `tools/run/main.ts`. */
function packageOf(path: string): string {
  const [first, second] = path.split("/");
  return first === "lib" ? `${first}/${second}` : first;
}

/** The rows of the table: `| lib/vis | … | check, metrics |`. */
function readAllowedImports(document: string): Map<string, string[]> {
  const rows = document.matchAll(/^\| `(lib\/\w+|tools)` +\|[^|]*\| ([^|]*)\|$/gm);
  const allowed = new Map(Array.from(rows, ([, name, imports]) => [
    name,
    Array.from(imports.matchAll(/`(\w+)`/g), ([, target]) => `lib/${target}`),
  ]));
  ok(allowed.size > 0, "no table");
  return allowed;
}

async function listModules(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(ROOT, folder))) {
    const path = `${folder}/${name}`;
    // The kernels are AssemblyScript.
    if (path === "lib/backend/kernels") continue;
    if (isDirectory) found.push(...await listModules(path));
    else if (name.endsWith(".ts")) found.push(path);
  }
  return found;
}

/** All imports among modules of ours, types included, as Deno itself resolves them. */
async function listImports(
  ...modules: string[][]
): Promise<(Import & { specifier: string })[]> {
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    const lines = modules.flat().map((path) =>
      `import ${JSON.stringify(pathToFileURL(join(ROOT, path)))};`
    );
    await Deno.writeTextFile(entry, lines.join("\n"));
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--config", join(ROOT, "deno.json"), entry],
      stderr: "inherit",
    }).output();
    const graph = JSON.parse(new TextDecoder().decode(stdout));
    const isOwn = new Set(modules.flat());
    const pathOf = (url: string) =>
      url.startsWith("file:") ? relative(ROOT, fileURLToPath(url)).replaceAll("\\", "/") : url;
    return graph.modules.flatMap((module: Module) => {
      const from = pathOf(module.specifier);
      if (!isOwn.has(from)) return [];
      return (module.dependencies ?? []).flatMap(({ specifier, code, type }) => {
        const to = pathOf((code ?? type)?.specifier ?? "");
        return isOwn.has(to) ? [{ from, to, specifier }] : [];
      });
    });
  } finally {
    await Deno.remove(entry);
  }
}

/** What `deno info --json` says of a module. */
interface Module {
  specifier: string;
  dependencies?: {
    specifier: string;
    code?: { specifier: string };
    type?: { specifier: string };
  }[];
}
