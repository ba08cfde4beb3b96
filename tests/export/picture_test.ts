import { deepEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import { readPicture } from "../../lib/export/picture.ts";
import { makeFolder } from "../tools/notebooks.ts";

/** Reads a picture, and collects what is said about it. */
async function read(
  source: string,
  folder: string,
  attachments: Parameters<typeof readPicture>[2] = {},
): Promise<{ url: string | undefined; warnings: string[] }> {
  const warnings: string[] = [];
  const url = await readPicture(source, folder, attachments, (text) => warnings.push(text));
  return { url, warnings };
}

const SVG = "data:image/svg+xml;base64,PHN2Zy8+";

Deno.test("readPicture() reads pictures in the notebook's folder and in folders inside it", async () => {
  await using folder = await makeFolder({ "images/a b.svg": "<svg/>", "B.SVG": "<svg/>" });
  for (const source of ["images/a b.svg", "./images/../images/a b.svg", "B.SVG"]) {
    deepEqual(await read(source, folder.path), { url: SVG, warnings: [] });
  }
});

Deno.test("readPicture() reads pictures beside the notebook's folder, in the project", async () => {
  const project = await Deno.makeTempDir({ dir: ".", prefix: "picture_test_" });
  try {
    await Deno.mkdir(join(project, "notebooks"));
    await Deno.writeTextFile(join(project, "a.svg"), "<svg/>");
    deepEqual(await read("../a.svg", join(project, "notebooks")), { url: SVG, warnings: [] });
  } finally {
    await Deno.remove(project, { recursive: true });
  }
});

Deno.test("readPicture() reads nothing outside notebook and project, and says so", async () => {
  await using folder = await makeFolder({ "notebooks/x": "", "secret.svg": "<svg/>" });
  const notebooks = join(folder.path, "notebooks");
  const secret = join(folder.path, "secret.svg");
  await Deno.symlink(secret, join(notebooks, "link.svg"));
  for (const source of ["../secret.svg", secret, "link.svg"]) {
    deepEqual(await read(source, notebooks), {
      url: undefined,
      warnings: [
        `Cannot show the picture ${source}: expected a file in ${notebooks} or in ` +
        `${Deno.cwd()} but found ${secret}`,
      ],
    });
  }
});

Deno.test("readPicture() says which pictures it does not find", async () => {
  await using folder = await makeFolder({ "secret.txt": "a" });
  deepEqual(await read("missing.png", folder.path), {
    url: undefined,
    warnings: [
      `Cannot show the picture missing.png: expected a file in ${folder.path} or in ` +
      `${Deno.cwd()} but found none`,
    ],
  });
  deepEqual(await read("secret.txt", folder.path), {
    url: undefined,
    warnings: [
      "Cannot show the picture secret.txt: expected .avif, .gif, .jpeg, .jpg, .png, .svg or .webp " +
      "but found .txt",
    ],
  });
  deepEqual(await read("attachment:constructor", folder.path, {}), {
    url: undefined,
    warnings: [
      "Cannot show the picture attachment:constructor: expected a picture attached to the cell " +
      "but found none",
    ],
  });
  // A name that no file can have.
  equal((await read("a\0.png", folder.path)).url, undefined);
});

Deno.test("readPicture() takes attachments in base 64, and SVG as text too", async () => {
  const attachments = {
    "a.png": { "image/png": "iV\nBO\n" },
    "b.svg": { "image/svg+xml": "<svg/>" },
    "c.svg": { "image/svg+xml": "PHN2Zy8+" },
    "d.txt": { "text/plain": "a" },
    "e.png": { "image/png": '"><script>' },
  };
  const urls = [];
  for (const name of Object.keys(attachments)) {
    urls.push((await read(`attachment:${name}`, ".", attachments)).url);
  }
  deepEqual(urls, [
    "data:image/png;base64,iVBO",
    "data:image/svg+xml;charset=utf-8,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E",
    SVG,
    undefined,
    undefined,
  ]);
});

Deno.test("readPicture() reads nothing but files, and none that is huge", async () => {
  await using folder = await makeFolder({ "huge.png": "" });
  await Deno.truncate(join(folder.path, "huge.png"), 50_000_001);
  deepEqual((await read("huge.png", folder.path)).warnings, [
    "Cannot show the picture huge.png: expected at most 50000000 bytes but found 50000001",
  ]);
  await Deno.mkdir(join(folder.path, "folder.png"));
  const { warnings } = await read("folder.png", folder.path);
  equal(warnings[0].endsWith("but found something else"), true, warnings[0]);
  if (Deno.build.os === "windows") return;
  const pipe = join(folder.path, "pipe.png");
  await new Deno.Command("mkfifo", { args: [pipe] }).output();
  equal((await read("pipe.png", folder.path)).url, undefined);
});

Deno.test("readPicture() says in a few words what it does not show", async () => {
  for (
    const source of ["x".repeat(100_000), `attachment:${"x".repeat(100_000)}`, "a\u001b[2J.png"]
  ) {
    const [warning] = (await read(source, ".")).warnings;
    ok(warning.length < 500 && !/\p{C}/u.test(warning), warning.slice(0, 600));
  }
});
