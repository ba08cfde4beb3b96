/**
 * Figures, pictures and formulas of notebooks that are not our own, and what single files hold.
 *
 * @module
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import type { MimeBundle } from "../../lib/jupyter/displayable.ts";
import type { Notebook } from "../../lib/jupyter/nbformat/nbformat.ts";
import { parseNotebook } from "../../lib/jupyter/nbformat/read_notebook.ts";
import { writeNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import { writeSite } from "../../lib/export/write_site.ts";
import { PAGES, SINGLE } from "../export/sites.ts";
import { makeCell, makeFolder, makeNotebook } from "../tools/notebooks.ts";
import {
  browser,
  drawFigures,
  findBarriers,
  findOverflow,
  LOOKS,
  openPage,
  test,
} from "./browser.ts";

const PLOTLY = "application/vnd.plotly.v1+json";
const PICTURE =
  `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h9"/></svg>`;
const layout = { width: 400, height: 300 };
const space = { data: [{ type: "scatter3d", x: [1], y: [1], z: [1] }], layout };
const bars = { data: [{ type: "bar", y: [1, 2] }], layout };
const animation = {
  data: [{ y: [1, 2] }],
  layout,
  frames: [{ name: "second", data: [{ y: [2, 1] }] }],
};

/** A table as pandas writes it, and two outputs that would like the whole page. */
const CELLS = Array.from({ length: 20 }, (_, column) => `<td>${column}.12345</td>`).join("");
const TABLE = `<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th>
${CELLS.replaceAll("td", "th")}</tr></thead><tbody><tr><th>0</th>${CELLS}</tr></tbody></table>
<table><tr><td class="styled" style="border: 3px solid; text-align: center">1</td></tr></table>`;
const COVER = '<div class="cover" style="position:fixed;inset:0">covers</div><p>below</p>';
const chart = {
  data: [{ type: "bar", y: [1, 2] }],
  layout: {
    width: 700,
    height: 300,
    annotations: [{
      text: "a long line ".repeat(7),
      showarrow: false,
      x: 0,
      xref: "paper",
      xanchor: "left",
    }],
  },
};

/** Each of these formulas needs another font of KaTeX. */
const FORMULAS = "$x \\mathbb{R} \\mathcal{L} \\mathfrak{g} \\mathsf{s} \\mathscr{S} \\mathtt{t} " +
  "\\mathbf{b} \\boldsymbol{v} \\big( \\Big( \\bigg( \\Bigg( \\text{a \\textit{b}}$ $$\\sum_i$$";

const display = (data: MimeBundle) => ({
  output_type: "display_data" as const,
  data,
  metadata: {},
});

const NOTEBOOK: Notebook = {
  ...makeNotebook(),
  cells: [
    {
      id: "a",
      cell_type: "markdown",
      metadata: {},
      source: `# Own\n\n${FORMULAS}\n\n![beside](images/a%20b.svg) ![attached](attachment:c.svg)`,
      attachments: { "c.svg": { "image/svg+xml": PICTURE } },
    },
    {
      ...makeCell("show(<all>);"),
      id: "b",
      execution_count: 1,
      outputs: [
        display({ [PLOTLY]: space, "image/svg+xml": PICTURE, "text/plain": "kept as a picture" }),
        display({ [PLOTLY]: space, "text/plain": "shown as text" }),
        display({ [PLOTLY]: bars, "text/plain": "drawn" }),
        display({ [PLOTLY]: animation, "text/plain": "animated" }),
        display({ "image/svg+xml": PICTURE, "text/plain": "alone" }),
      ],
    },
  ],
};

/** What is wider than a page, or than its place on it. */
const WIDE_NOTEBOOK: Notebook = {
  ...makeNotebook(),
  cells: [{
    ...makeCell("table;"),
    id: "a",
    outputs: [
      display({ "text/html": COVER }),
      display({ "text/html": TABLE }),
      display({ [PLOTLY]: chart, "text/plain": "long" }),
    ],
  }],
};

const folder = await makeFolder({ "images/a b.svg": PICTURE });
const source = join(folder.path, "own.ipynb");
await writeNotebook(source, NOTEBOOK);
const options = {
  course: { title: "Own", description: "", language: "en" },
  edition: "teacher",
  form: PAGES,
} as const;
const forms = {
  "a page": await writeSite([source], {
    ...options,
    target: join(folder.path, "site"),
  }),
  "a single file": await writeSite([source], {
    ...options,
    target: join(folder.path, "single"),
    form: SINGLE,
  }),
};
const wide = join(folder.path, "wide.ipynb");
await writeNotebook(wide, WIDE_NOTEBOOK);
const [widePage] = await writeSite([wide], {
  ...options,
  target: join(folder.path, "wide"),
});

Deno.test.afterAll(async () => {
  await browser.close();
  await folder[Symbol.asyncDispose]();
});

for (const [form, [path]] of Object.entries(forms)) {
  test(`${form} keeps the picture of a figure that its Plotly cannot draw`, async () => {
    await using open = await openPage(path);
    const { page, troubles } = open;
    await drawFigures(page);
    const shown = await page.locator("figure.plot").evaluateAll((figures) =>
      figures.map((figure) => {
        const image = figure.querySelector("img")!;
        return [image.alt, image.checkVisibility(), figure.querySelector(".interactive") !== null];
      })
    );
    deepEqual(shown, [
      ["kept as a picture", true, false],
      ["drawn", false, true],
      ["animated", false, true],
    ]);
    equal(await page.locator("pre", { hasText: "shown as text" }).isVisible(), true);
    deepEqual(troubles, []);
  });

  for (const [look, options] of Object.entries(LOOKS)) {
    test(`${form} can be used by everybody with such figures: ${look}`, async () => {
      await using open = await openPage(path, options);
      await drawFigures(open.page);
      deepEqual(await findBarriers(open.page), []);
      deepEqual(await findOverflow(open.page), []);
    });
  }

  test(`${form} plays an animation`, async () => {
    await using open = await openPage(path);
    const { page } = open;
    const figure = page.locator("figure.plot:has(img[alt=animated])");
    await figure.scrollIntoViewIfNeeded();
    const plot = figure.locator(".interactive");
    await plot.locator(".main-svg").first().waitFor();
    const values = await plot.evaluate(async (element) => {
      // deno-lint-ignore no-explicit-any -- Plotly's script has no types here
      const { Plotly } = globalThis as any;
      await Plotly.animate(element, ["second"], { transition: { duration: 0 } });
      // deno-lint-ignore no-explicit-any -- what Plotly adds to its element
      return (element as any).data[0].y;
    });
    deepEqual(values, [2, 1]);
  });

  test(`${form} shows pictures that lie beside the notebook, in it and in its outputs`, async () => {
    await using open = await openPage(path);
    const widths = await open.page.locator("img").evaluateAll((images) =>
      images.map((image) => [
        (image as HTMLImageElement).alt,
        (image as HTMLImageElement).naturalWidth > 0,
      ])
    );
    deepEqual(widths, [
      ["beside", true],
      ["attached", true],
      ["kept as a picture", true],
      ["drawn", true],
      ["animated", true],
      ["alone", true],
    ]);
  });

  test(`${form} has every font that its formulas need`, async () => {
    await using open = await openPage(path);
    const { page, troubles } = open;
    const fonts = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].map(({ family, status }) => ({ family, status }));
    });
    deepEqual(fonts.filter(({ status }) => status === "error"), []);
    const loaded = new Set(fonts.filter(({ status }) => status === "loaded").map((f) => f.family));
    ok([...loaded].filter((family) => /KaTeX_/.test(family)).length >= 11, [...loaded].join());
    deepEqual(troubles, []);
  });
}

test("a single file lets the reader download the notebook", async () => {
  await using open = await openPage(forms["a single file"][0]);
  const { page } = open;
  const download = async (text: string) => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: text }).click();
    return parseNotebook(await Deno.readTextFile(await (await waiting).path()), text);
  };
  deepEqual(await download("with results"), NOTEBOOK);
  const clean = await download("to run");
  deepEqual(clean.cells[1], { ...NOTEBOOK.cells[1], execution_count: null, outputs: [] });
});

test("a figure is scrolled where a line of its text is wider than a phone", async () => {
  await using open = await openPage(widePage, LOOKS["narrow and dark"]);
  await drawFigures(open.page);
  deepEqual(await findOverflow(open.page), []);
});

test("an output cannot cover the page", async () => {
  await using open = await openPage(widePage);
  const { page } = open;
  const cover = (await page.locator(".cover").boundingBox())!;
  const output = (await page.locator(".output .html").first().boundingBox())!;
  ok(cover.height <= output.height && cover.width <= output.width, JSON.stringify(cover));
});

test("a table of pandas has thin lines and numbers that do not touch them", async () => {
  await using open = await openPage(widePage);
  const { page } = open;
  const readStyle = (selector: string) =>
    page.locator(selector).first().evaluate((cell) => {
      const { borderLeftWidth, borderTopWidth, borderBottomWidth, textAlign } = getComputedStyle(
        cell,
      );
      return [borderLeftWidth, borderTopWidth, borderBottomWidth, textAlign].join(" ");
    });
  equal(await readStyle(".dataframe td"), "0px 0px 1px right");
  equal(await readStyle(".styled"), "3px 3px 3px center");
});

test("a wide table is printed whole", async () => {
  // As wide as a sheet of A4 without its margins.
  await using open = await openPage(widePage, { viewport: { width: 658, height: 900 } });
  const { page } = open;
  await page.emulateMedia({ media: "print" });
  const box = page.locator(".output .html:has(.dataframe)");
  equal(await box.evaluate((element) => getComputedStyle(element).overflowX), "visible");
  ok(await box.evaluate((element) => element.scrollWidth <= element.clientWidth));
});
