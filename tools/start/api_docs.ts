/**
 * The documentation of the packages, as pages.
 *
 * @module
 */
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describeError } from "@convbook/check";
import type { Link } from "@convbook/export";
import { API_FOLDER, INDEX_FILE } from "@convbook/export/layout";
import { makeInside, type NewFile, writeWhole } from "@convbook/files";
import { runDeno } from "@convbook/jupyter";

const LIBRARY = fileURLToPath(new URL("../../lib/", import.meta.url));
/** The package that the first page is about. */
const MAIN = "course";
/** What is documented: for learners first. `deno doc` leaves out what stands in namespaces. */
const MODULES = {
  "convbook": `${MAIN}/mod.ts`,
  "convbook/vis": "vis/mod.ts",
  "convbook/vis: show": "vis/show/mod.ts",
  "convbook/vis: render": "vis/render/mod.ts",
  "convbook/vis: metrics": "metrics/mod.ts",
  "convbook/backend": "backend/mod.ts",
  "@convbook/jupyter": "jupyter/mod.ts",
  "@convbook/export": "export/mod.ts",
};

/** Where the documentation of each module begins, from the folder of the site on. */
export const API_LINKS: readonly Link[] = Object.entries(MODULES).map(([title, path]) => ({
  title,
  url: [API_FOLDER, ...path.startsWith(`${MAIN}/`) ? [] : [path], INDEX_FILE].join("/"),
}));

/**
 * Makes the documentation of what the packages export, as `deno doc` does.
 *
 * @param site The folder of the site. Nothing stays in it.
 * @param signal Stops it, with the signal's reason.
 * @returns The files, held in memory.
 * @throws {Error} If `deno doc` fails.
 */
export async function makeApiDocs(site: string, signal: AbortSignal): Promise<NewFile[]> {
  return await makeInside(site, async (made) => {
    const { success, stderr } = await runDeno([
      "doc",
      "--quiet",
      "--html",
      "--name=Convbook",
      `--output=${resolve(made)}`,
      ...Object.values(MODULES).map((path) => join(LIBRARY, path)),
    ], { cwd: join(LIBRARY, MAIN), signal });
    if (!success) {
      throw new Error(
        "Cannot document the packages: expected deno doc to work but found: " +
          describeError(new Error(stderr)),
      );
    }
    return await Promise.all(
      (await listFiles(made)).map(async (path): Promise<NewFile> => {
        const content = await (path.endsWith(".html") ? readPage(path) : Deno.readFile(path));
        return {
          path: join(API_FOLDER, relative(made, path)),
          write: (place) => writeWhole(place, content),
        };
      }),
    );
  }, signal);
}

/** Reads a page, without its buttons that lead to the sources: where those lie on this machine alone. */
async function readPage(path: string): Promise<string> {
  const page = await Deno.readTextFile(path);
  return page.replaceAll(/<a\s+class="sourceButton"\s.*?<\/a>/gs, "");
}

async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) files.push(...await listFiles(path));
    else files.push(path);
  }
  return files.sort();
}
