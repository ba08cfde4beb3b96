/**
 * What pages of strangers ask other computers for: nothing.
 *
 * @module
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeCell, makeFolder, makeNotebook } from "../tools/notebooks.ts";
import { findChromium, printPdf } from "../../lib/export/print_pdf.ts";
import { writeSite } from "../../lib/export/write_site.ts";
import type { Output } from "../../lib/jupyter/nbformat/nbformat.ts";
import { writeNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import { PAGES, SINGLE, SLIDES } from "../export/sites.ts";
import { browser, test } from "./browser.ts";

const HOST = "http://elsewhere.invalid";

/** Everything in HTML that loads something by itself. */
const ELEMENTS = `
<base href="${HOST}/base/"><meta http-equiv="refresh" content="0; ${HOST}/refresh">
<link rel="stylesheet" href="${HOST}/a.css"><link rel="prefetch" href="${HOST}/prefetch">
<link rel="preload" as="image" href="${HOST}/preload"><link rel="icon" href="${HOST}/icon">
<img src="${HOST}/a.png"><img src="beside.svg"><img srcset="${HOST}/b.png 1x">
<picture><source srcset="${HOST}/c.png"><img></picture><input type="image" src="${HOST}/d.png">
<svg><image href="${HOST}/e.png"/><use href="${HOST}/f.svg#a"/></svg>
<p style="background: url(${HOST}/g.png)">a</p><table background="${HOST}/h.png"><tr><td>a</table>
<style>@import "${HOST}/b.css"; @font-face { font-family: x; src: url(${HOST}/x.woff2) }
#x { font-family: x; background: image-set("${HOST}/i.png" 1x) }</style><p id="x">x</p>
<script src="${HOST}/a.js"></script><script type="module" src="${HOST}/b.js"></script>
<iframe src="${HOST}/frame"></iframe><iframe src="data:text/html,<img src=${HOST}/j.png>"></iframe>
<iframe srcdoc="<img src=${HOST}/k.png><script>fetch('${HOST}/l')</script>"></iframe>
<object data="${HOST}/object"></object><embed src="${HOST}/embed">
<video src="${HOST}/a.mp4" poster="${HOST}/m.png" autoplay></video><audio src="${HOST}/a.mp3"></audio>
<video><source src="${HOST}/b.mp4"><track default src="${HOST}/a.vtt"></video>
<form id="form" action="${HOST}/form" method="post" target="sink"><input name="a"></form>
<iframe name="sink"></iframe><p id="ran">no</p>`;

/** Everything in JavaScript that asks another computer, each on its own. */
const CALLS = [
  `fetch("${HOST}/fetch").catch(() => {})`,
  `{ const x = new XMLHttpRequest(); x.open("GET", "${HOST}/xhr"); x.send(); }`,
  `navigator.sendBeacon("${HOST}/beacon", "a")`,
  `new WebSocket("ws://elsewhere.invalid/socket")`,
  `new EventSource("${HOST}/events")`,
  `new Image().src = "${HOST}/n.png"`,
  `import("${HOST}/c.js").catch(() => {})`,
  `new Worker("${HOST}/worker.js")`,
  `new Worker(URL.createObjectURL(new Blob(["fetch('${HOST}/o')"])))`,
  `document.head.append(Object.assign(document.createElement("script"), { src: "${HOST}/d.js" }))`,
  `document.head.append(Object.assign(document.createElement("base"), { href: "${HOST}/" }))`,
  `document.getElementById("form").submit()`,
  `new FontFace("y", "url(${HOST}/y.woff2)").load().catch(() => {})`,
];
const SCRIPT = `<script>${
  CALLS.map((call) => `try { ${call} } catch {}`).join("\n")
}\ndocument.getElementById("ran").textContent = "yes";</script>`;

const display = (
  data: Record<string, unknown>,
  metadata: Record<string, unknown> = {},
): Output => ({ output_type: "display_data", data, metadata });
const folder = await makeFolder();
const source = join(folder.path, "nosy.ipynb");
await writeNotebook(source, {
  ...makeNotebook(),
  cells: [
    { cell_type: "markdown", metadata: {}, source: `# Nosy\n\n${ELEMENTS}` },
    {
      ...makeCell("1"),
      outputs: [
        display({ "text/html": ELEMENTS + SCRIPT }),
        display({ "text/markdown": ELEMENTS }),
        display({ "text/html": ELEMENTS + SCRIPT }, { isolated: true }),
      ],
    },
  ],
});
const options = {
  course: { title: "Own", description: "", language: "en" },
  edition: "teacher",
  form: PAGES,
} as const;
const write = (name: string, more: object) =>
  writeSite([source], { ...options, ...more, target: join(folder.path, name) });
for (const place of ["page/en", "slides/en", "single"]) {
  await Deno.mkdir(join(folder.path, place), { recursive: true });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  await Deno.writeTextFile(join(folder.path, place, "beside.svg"), svg);
}
const forms: Record<string, string> = {
  "a page": (await write("page", {}))[0],
  slides: (await write("slides", { form: SLIDES }))[0],
  "a single file": (await write("single", { form: SINGLE }))[0],
};

Deno.test.afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

/** Opens a page with a network that notes what it is asked for, and answers nothing. */
async function listRequests(path: string): Promise<string[]> {
  const context = await browser.newContext();
  try {
    const requests: string[] = [];
    await context.route(/^(?!file:|data:|blob:)/, (route) => {
      requests.push(route.request().url());
      return route.abort();
    });
    const page = await context.newPage();
    page.on("websocket", (socket) => requests.push(socket.url()));
    await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
    equal(await page.locator("#ran").first().textContent(), "yes");
    // A server that pages lie on is asked for nothing either, nor is the reader's disk.
    const width = await page.evaluate(async () => {
      const image = new Image();
      image.src = new URL("beside.svg", location.href).href; // a script may have set another base
      await image.decode().catch(() => {});
      return image.naturalWidth;
    });
    if (width > 0) requests.push("beside.svg");
    // What has been asked for by then has been noted when another request comes through.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    return requests;
  } finally {
    await context.close();
  }
}

for (const [form, path] of Object.entries(forms)) {
  test(`${form} asks nobody for anything, whatever its outputs try`, async () => {
    deepEqual(await listRequests(path), []);
  });
}

test("without its policy the same page asks for much", async () => {
  const text = await Deno.readTextFile(forms["a single file"]);
  const open = join(folder.path, "single", "open.html");
  await Deno.writeTextFile(open, text.replace(/<meta http-equiv="Content-Sec[^>]*>/, ""));
  const requests = await listRequests(open);
  ok(requests.length > 15 && requests.includes("beside.svg"), requests.join("\n"));
});

test("a page that asks for much becomes a PDF", async () => {
  const pdf = await Deno.readFile(await printPdf(await findChromium(), forms["a page"]));
  equal(new TextDecoder().decode(pdf.subarray(0, 5)), "%PDF-");
});
