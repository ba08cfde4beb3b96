import { equal } from "node:assert/strict";
import { runDeno } from "@convbook/jupyter";
import { assertSnapshot } from "./snapshot.ts";

// What public_api.txt lists is promised: taking a name away, or giving it another meaning, breaks
// somebody's notebook or program.

interface Documentation {
  nodes: Record<string, { symbols?: Symbol[] }>;
}

interface Symbol {
  name: string;
  declarations: { kind: string; declarationKind: string }[];
}

/** The names that a module exports, with what they are; those of a namespace after its own. */
async function listNames(entry: string): Promise<string[]> {
  const { success, stdout, stderr } = await runDeno(["doc", "--json", entry]);
  equal(success, true, stderr);
  const { nodes }: Documentation = JSON.parse(stdout);
  const names = new Set<string>();
  for (
    const { name, declarations } of Object.values(nodes).flatMap(({ symbols = [] }) => symbols)
  ) {
    for (const { kind, declarationKind } of declarations) {
      if (declarationKind !== "export") continue;
      names.add(`${name} (${kind})`);
      if (kind !== "namespace") continue;
      // `deno doc` leaves out what `export * as` brings.
      for (const member of Object.keys((await import(entry))[name])) names.add(`${name}.${member}`);
    }
  }
  return [...names].sort();
}

Deno.test("every package exports what it has promised", async () => {
  const lib = new URL("../lib/", import.meta.url);
  const lists: string[] = [];
  const folders = [...Deno.readDirSync(lib)].map(({ name }) => name).sort();
  for (const folder of folders) {
    const { name, exports } = JSON.parse(
      await Deno.readTextFile(new URL(`${folder}/deno.json`, lib)),
    );
    const entries = typeof exports === "string" ? { ".": exports } : exports;
    for (const [entry, file] of Object.entries<string>(entries)) {
      const names = await listNames(new URL(`${folder}/${file}`, lib).href);
      lists.push([name + entry.slice(1), ...names].join("\n  ") + "\n");
    }
  }
  await assertSnapshot(new URL("public_api.txt", import.meta.url), lists.join("\n"));
});
