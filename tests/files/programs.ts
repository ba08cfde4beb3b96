/**
 * The programs that write files for their users, each with a folder in which it can be disturbed.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadModel } from "../../lib/course/mod.ts";
import { formatNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import { makeNotebook } from "../tools/notebooks.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const inRoot = (...names: string[]) => JSON.stringify(pathToFileURL(join(ROOT, ...names)));

/** A program that writes files. */
export interface Program {
  /** Its name. */
  name: string;
  /** The folder that it writes to. */
  target: string;
  /** Files of the user's own in that folder, which no run may touch. */
  own: string[];
  /** How the name of a file ends that it writes. */
  result: string;
  /** Makes what it reads, of the given version, so that it writes other files than before. */
  change(folder: string, version: number): Promise<void>;
  /** Says what it has written, where its files alone do not. */
  read?(target: string): Promise<string>;
  /** Its command line, for the folder. */
  args(folder: string, version: number): string[];
}

/** A notebook with a picture. Its pages and its copies say which version it is. */
async function writeNotebook(path: string, version: number): Promise<void> {
  const notebook = makeNotebook("1");
  const source = `Version ${version}.\n\n![](images/plot.svg)`;
  notebook.cells.push({ cell_type: "markdown", id: "a", metadata: {}, source });
  await write(path, formatNotebook(notebook));
  await write(join(dirname(path), "images", "plot.svg"), picture(version));
}

/** A picture of 30 kB. */
function picture(version: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!--${
    `${version} `.repeat(15_000)
  }--></svg>`;
}

async function write(path: string, text: string): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, text);
}

const tool = (name: string) => join(ROOT, "tools", name);

/** Runs a few lines of TypeScript with the library. */
const script = (source: string) => ["eval", `--config=${join(ROOT, "deno.json")}`, source];

/** What the lines of a script begin with: an error is printed as the tools print it. */
const GUARD = `addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  console.error(event.reason.message);
  Deno.exit(1);
});
`;

/**
 * Lists the programs.
 *
 * @param server A server whose answer to any path is 30 kB.
 */
export function listPrograms(server: string): Program[] {
  return [
    {
      name: "start",
      target: "site",
      own: ["notes.txt", "en/notes.txt", "assets/mine.css", "download/mine/a.html"],
      result: join("en", "01_a.html"),
      change: (folder, version) =>
        writeNotebook(join(folder, "notebooks", "en", "01_a.ipynb"), version),
      args: () => ["run", "--allow-all", tool("start/main.ts")],
    },
    {
      name: "run",
      target: "out",
      own: ["notes.txt", "images/mine.svg"],
      result: join("images", "plot.svg"),
      change: (folder, version) => writeNotebook(join(folder, "a.ipynb"), version),
      args: () => ["run", "--allow-all", tool("run/main.ts"), "a.ipynb", "--out", "out"],
    },
    {
      name: "export",
      target: "out",
      own: ["notes.txt", "en/notes.txt", "assets/mine.css"],
      result: join("en", "a.html"),
      change: (folder, version) => writeNotebook(join(folder, "a.ipynb"), version),
      args: () => ["run", "--allow-all", tool("export/main.ts"), "a.ipynb", "--out", "out"],
    },
    {
      name: "saveModel",
      target: "model",
      own: ["notes.txt", "weights.bin.part"],
      result: "weights.bin",
      change: () => Promise.resolve(),
      async read(target) {
        const model = await loadModel(target);
        const weights = model.getWeights().map((weight) => weight.dataSync().join());
        model.dispose();
        return weights.join("\n");
      },
      args: (folder, version) =>
        script(`${GUARD}import { getModel, saveModel } from ${inRoot("lib/course/mod.ts")};
          await saveModel(getModel({ seed: ${version} }), ${
          JSON.stringify(join(folder, "model"))
        });`),
    },
    {
      name: "download",
      target: "cache",
      own: ["notes.txt", "film.mkv.part"],
      result: "-2",
      change: () => Promise.resolve(),
      args: (folder, version) =>
        script(`${GUARD}import { download } from ${inRoot("lib/course/dataset/download.ts")};
          await download(${JSON.stringify(`${server}/${version}`)}, {
            cacheFolder: ${JSON.stringify(join(folder, "cache"))},
          });`),
    },
    {
      name: "build_sprites",
      target: "data",
      own: ["notes.txt", "mnist_images.png.part"],
      result: "mnist_images.png",
      // It builds the same files each time: those before it are of an older build.
      async change(folder, version) {
        for (const name of ["mnist_images.png", "mnist_labels_uint8"]) {
          await Deno.remove(join(folder, "data", name)).catch(() => {});
          await write(join(folder, "data", name), `version ${version}`);
        }
        // It writes to the checkout that it lies in: this one has its own data and nothing else.
        for (const name of ["tools", "lib", "node_modules", "deno.dev.json", "deno.dev.lock"]) {
          await Deno.symlink(join(ROOT, name), join(folder, name)).catch(() => {});
        }
      },
      args: (folder) => [
        "run",
        "--allow-all",
        "--config",
        join(folder, "deno.dev.json"),
        join(folder, "tools", "sprites", "main.ts"),
      ],
    },
  ];
}
