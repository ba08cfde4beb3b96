/**
 * What authors bring: notebooks that are not ours, in Chromium as JupyterLab shows them.
 *
 * @module
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import { type SiteOptions, writeSite } from "../../lib/export/write_site.ts";
import type { MimeBundle } from "../../lib/jupyter/displayable.ts";
import type { Cell, Metadata, Output } from "../../lib/jupyter/nbformat/nbformat.ts";
import { writeNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";
import type { Form } from "../../lib/export/forms/form.ts";
import { PAGES, SLIDES } from "../export/sites.ts";
import { makeCell, makeFolder, makeNotebook } from "../tools/notebooks.ts";
import { browser, findBarriers, findOverflow, type OpenPage, openPage, test } from "./browser.ts";

Deno.test.afterAll(async () => await browser.close());

const COURSE = { title: "Notebooks", description: "", language: "en" };

/** 120 pixels wide and 60 high. */
const PICTURE = await Deno.readFile(new URL("pictures/wide.png", import.meta.url));

function markdown(source: string, metadata: Metadata = {}): Cell {
  return { cell_type: "markdown", metadata, source };
}

function display(data: MimeBundle, metadata: Metadata = {}): Cell {
  const output: Output = { output_type: "display_data", data, metadata };
  return { ...makeCell("show();"), outputs: [output] };
}

/** Exports one notebook, with files beside it, and opens its page. */
async function show(
  cells: Cell[],
  files: Record<string, string | Uint8Array> = {},
  metadata: Metadata = {},
  options: Partial<SiteOptions> = {},
): Promise<OpenPage> {
  const folder = await makeFolder();
  for (const [name, content] of Object.entries(files)) {
    await Deno.writeFile(
      join(folder.path, name),
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
  const notebook = { ...makeNotebook(), cells };
  const file = join(folder.path, "own.ipynb");
  await writeNotebook(file, { ...notebook, metadata: { ...notebook.metadata, ...metadata } });
  const [path] = await writeSite([file], {
    course: COURSE,
    target: join(folder.path, "out"),
    edition: "teacher",
    form: PAGES,
    ...options,
  });
  const open = await openPage(path);
  return {
    ...open,
    [Symbol.asyncDispose]: async () => {
      await open[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The natural widths of all pictures under code; 0 where one is broken. */
async function pictureWidths({ page }: OpenPage): Promise<number[]> {
  return await page.evaluate(async () => {
    const images = [...document.querySelectorAll<HTMLImageElement>(".output img")];
    await Promise.all(images.map((image) => image.decode().catch(() => {})));
    return images.map(({ naturalWidth }) => naturalWidth);
  });
}

test("SVG is shown as programs write it", async () => {
  const size = 'width="120" height="60"';
  const pictures = [
    `<svg ${size}><rect width="9" height="9"/></svg>`,
    `\n <?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${size}><g xlink:title="a"/></svg>`,
    `<svg ${size}><text>a&nbsp;b &copy;</text></svg>`,
    `<svg width=120 height=60><path d=M0,0></svg>`,
  ];
  await using open = await show(pictures.map((svg) => display({ "image/svg+xml": svg })));
  deepEqual(await pictureWidths(open), [120, 120, 120, 120]);
  deepEqual(open.troubles, []);
});

test("pictures have the size that their metadata says", async () => {
  const png = PICTURE.toBase64();
  const looks = [{}, { width: 240 }, { height: 30 }, { width: 300, height: 50 }, { width: "60px" }];
  await using open = await show(
    looks.map((look) => display({ "image/png": png }, { "image/png": look })),
  );
  const sizes = await open.page.locator(".output img").evaluateAll((images) =>
    images.map((image) => {
      const { clientWidth, clientHeight } = image;
      return [clientWidth, clientHeight];
    })
  );
  deepEqual(sizes, [[120, 60], [240, 120], [60, 30], [300, 50], [60, 30]]);
});

test("an isolated output does not style the page", async () => {
  const html = "<style>p { color: rgb(1, 2, 3); margin: 0; height: 400px }</style><p>inside</p>" +
    '<img src="https://example.invalid/a.png"><script>document.body.dataset.ran = "yes"</script>';
  await using open = await show([
    markdown("outside"),
    display({ "text/html": html }, { isolated: true }),
    display({ "text/html": "<p>open</p>" }, { "text/html": { isolated: false }, isolated: true }),
  ]);
  const { page, troubles } = open;
  const frame = page.frameLocator("iframe.isolated");
  equal(await frame.locator("p").evaluate((p) => getComputedStyle(p).color), "rgb(1, 2, 3)");
  equal(await frame.locator("body").getAttribute("data-ran"), "yes");
  const colour = await page.locator(".cell.markdown p").evaluate((p) => getComputedStyle(p).color);
  ok(colour !== "rgb(1, 2, 3)");
  ok((await page.locator("iframe").boundingBox())!.height > 400);
  equal(await page.locator("iframe").count(), 1);
  deepEqual(troubles, []);
});

test("pictures and files that HTML names come with it", async () => {
  const html = `<img src='a%20b.png' alt='a'> <a href='data.csv'>data</a> <a href=".env">no</a>
    <img src="https://example.invalid/c.png" alt="c">
    <a href="https://example.invalid/"><img src="https://example.invalid/d.png" alt="d"></a>`;
  await using open = await show([
    display({ "text/html": html }),
    display({ "text/markdown": "[again](data.csv)" }),
    markdown("[the data](./data.csv)"),
  ], { "a b.png": PICTURE, "data.csv": "1,2\n", ".env": "SECRET" });
  const { page, troubles } = open;
  deepEqual(await pictureWidths(open), [120]);
  for (const name of ["data", "again", "the data"]) {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name, exact: true }).click();
    equal((await download).suggestedFilename(), "data.csv");
    equal(await Deno.readTextFile(await (await download).path()), "1,2\n");
  }
  equal(await page.getByText("no", { exact: true }).getAttribute("href"), null);
  equal(
    await page.getByText("c", { exact: true }).getAttribute("href"),
    "https://example.invalid/c.png",
  );
  ok(await page.getByRole("link", { name: "d", exact: true }).isVisible());
  deepEqual(troubles, []);
});

test("a figure is drawn, also one whose picture is not", async () => {
  const plot = (trace: object, layout: object = {}) =>
    display({
      "application/vnd.plotly.v1+json": { data: [trace], layout: { ...layout, height: 200 } },
    });
  await using open = await show([
    plot({ type: "violin", y: [1, 2, 3, 2] }),
    plot({ type: "scattergl", y: [1, 3, 2] }),
    plot({
      type: "image",
      source: "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=",
    }),
  ]);
  const figures = open.page.locator("figure.plot");
  equal(await figures.count(), 3);
  for (const figure of await figures.all()) {
    await figure.scrollIntoViewIfNeeded();
    const draw = figure.getByRole("button");
    if (await draw.count() > 0) await draw.click();
    await figure.locator(".interactive:not([aria-busy]) .main-svg").first().waitFor();
  }
});

/** The contrast of each piece of text to what is behind it, worked out in the page. */
function readContrasts(): [text: string, contrast: number][] {
  const parse = (colour: string) => colour.match(/[\d.]+/g)!.map(Number);
  const luminance = (colour: string) => {
    const [red, green, blue] = parse(colour).map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paperOf = (element: Element | null): string => {
    for (let node = element; node !== null; node = node.parentElement) {
      const { backgroundColor } = getComputedStyle(node);
      if (parse(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255,255,255)";
  };
  return [...document.querySelectorAll(".output pre span")].map((span) => {
    const [dark, bright] = [getComputedStyle(span).color, paperOf(span)]
      .map(luminance).toSorted((a, b) => a - b);
    return [span.textContent!, (bright + 0.05) / (dark + 0.05)];
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`all colours that programs print can be read: ${colorScheme}`, async () => {
    const codes = [
      ...[30, 40, 90, 100].flatMap((base) => Array.from({ length: 8 }, (_, index) => base + index)),
      ...[0, 7, 8, 15, 16, 21, 46, 196, 226, 231, 232, 244, 255].flatMap((
        n,
      ) => [`38;5;${n}`, `48;5;${n}`]),
      ...["255;255;0", "255;0;0", "0;0;255", "255;255;255", "0;0;0"].map((rgb) => `38;2;${rgb}`),
      "7",
      "31;7",
      "47;7",
      "37;40",
      "30;47",
      "97;107",
      "33;43",
      "2",
      "31;2",
      "7;2",
    ];
    const text = codes.map((code) => `\x1b[${code}m${code}\x1b[0m`).join(" ");
    const streams = ["stdout", "stderr"].map((name) => ({
      output_type: "stream" as const,
      name,
      text,
    }));
    await using open = await show([{ ...makeCell("print();"), outputs: streams }]);
    await open.page.emulateMedia({ colorScheme });
    const contrasts = await open.page.evaluate(readContrasts);
    equal(contrasts.length, 2 * codes.length);
    deepEqual(contrasts.filter(([, contrast]) => contrast < 4.5), []);
  });
}

test("links lead where they say, in any usual spelling", async () => {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (message: string) => warnings.push(message);
  const links = {
    exact: "#The-End,-at-last",
    small: "#the-end-at-last",
    spaces: "#The%20End,%20at%20last",
    named: "#data",
    html: "#in-output",
    lost: "#nowhere",
    other: "missing.ipynb",
    file: "missing.csv",
  };
  const list = Object.entries(links).map(([name, link]) => `[${name}](${link})`).join(" ");
  await using open = await show([
    markdown(
      `# Links\n\n${list}\n\n[![badge](https://example.invalid/b.svg)](https://example.org/x)`,
    ),
    markdown('<a name="data"></a>\n## Data'),
    display({ "text/html": '<p id="in-output">here</p>' }),
    markdown("## The End, at last"),
  ]);
  console.warn = warn;
  const { page } = open;
  const targetOf = async (name: string) => {
    await page.getByRole("link", { name, exact: true }).click();
    return await page.evaluate(() => document.querySelector(":target")?.textContent?.trim());
  };
  for (const name of ["exact", "small", "spaces"]) {
    equal(await targetOf(name), "The End, at last", name);
  }
  equal(await targetOf("html"), "here");
  equal(await targetOf("named"), "");
  equal(
    await page.getByRole("link", { name: "badge" }).getAttribute("href"),
    "https://example.org/x",
  );
  equal(warnings.length, 3);
  ok(warnings.some((text) => /#nowhere in cell 1 of own\.ipynb/.test(text)), warnings.join("\n"));
  ok(warnings.some((text) => /missing\.ipynb/.test(text)));
  ok(warnings.some((text) => /missing\.csv/.test(text)));
});

test("formulas are typeset wherever JupyterLab typesets them", async () => {
  await using open = await show([
    markdown("# $n$ of them\n\n$\\newcommand{\\vect}[1]{\\mathbf{#1}}$"),
    markdown('<div class="alert">The loss is $\\vect{w}$.</div>\n\nthe $n$th, <span>$y$</span>'),
    markdown("| a |\n|---|\n| $|x|$ |\n\n`$code$` $a_1$ *b* $c_1$\n\n    $indented$"),
    markdown("$$E = mc^2 \\label{energy}$$\n\nsee \\eqref{energy}"),
    display({ "text/html": "<p>Loss $\\vect{L}$</p><pre>$pre$</pre><script>'$s$'</script>" }),
    display({ "text/latex": "$\\displaystyle \\vect{x}$" }),
    display({ "text/markdown": "see $\\eqref{energy}$" }),
  ]);
  const { page, troubles } = open;
  equal(await page.locator(".katex").count(), 11);
  equal(await page.locator(".katex-error").count(), 0);
  deepEqual(await page.locator(".markdown code, .output pre").allTextContents(), [
    "$code$",
    "$indented$",
    "$pre$",
  ]);
  for (const link of await page.getByRole("link", { name: "(1)" }).all()) {
    equal(await link.getAttribute("href"), "#mjx-eqn-energy");
  }
  equal(await page.getByRole("link", { name: "(1)" }).count(), 2);
  ok(await page.locator(".tag").isVisible());
  deepEqual(troubles, []);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`boxes, tasks, keys and footnotes are shown: ${colorScheme}`, async () => {
    await using open = await show([
      markdown(
        "# Blocks\n\n- [ ] open\n- [x] done\n\n<kbd>Shift</kbd>+<kbd>Enter</kbd>[^1]\n\n[^1]: A note.",
      ),
      markdown('<div class="alert alert-warning">A yellow box.</div>\n\n> [!CAUTION]\n> Hot.'),
      markdown(":::{tip}\ngreen\n:::\n\n::: {.callout-important}\n## Title\nviolet\n:::"),
      display({ "text/html": '<div class="alert alert-danger">A red box.</div>' }),
    ]);
    const { page, troubles } = open;
    await page.emulateMedia({ colorScheme });
    deepEqual(
      await page.getByRole("checkbox").evaluateAll((boxes) =>
        boxes.map((box) => (box as HTMLInputElement).checked)
      ),
      [false, true],
    );
    const boxes = page.locator(".alert, .admonition");
    const looks = await boxes.evaluateAll((all) =>
      all.map((box) => getComputedStyle(box).borderInlineStartColor)
    );
    equal(new Set(looks).size, 4); // alerts of danger and cautions are red
    deepEqual(await page.locator(".admonition-title").allTextContents(), [
      "Caution",
      "Tip",
      "Title",
    ]);
    await page.getByRole("link", { name: "1", exact: true }).click();
    ok(
      (await page.evaluate(() => document.querySelector(":target")?.textContent))?.startsWith(
        "A note.",
      ),
    );
    deepEqual(troubles, []);
    deepEqual(await findBarriers(page), []);
  });
}

test("code has colours, whatever its language is called", async () => {
  const fences = [
    "TypeScript",
    "Python",
    "python3",
    "ipython3",
    "JS",
    "C++",
    "c#",
    "{.python .numberLines}",
    "{python}",
    "ts {1,3}",
    'js title="a.js"',
    "Shell",
    "typescriptreact",
    "golang",
    "{code-block} python",
  ];
  const text = fences.map((name) => "```" + name + "\nint f() { return 'a'; }\n```").join("\n\n");
  await using open = await show([markdown(text), makeCell("const a: number = 1;")], {}, {
    language_info: { name: "typescriptreact" },
  });
  const { page } = open;
  const counts = await page.locator("pre.shiki").evaluateAll((blocks) =>
    blocks.map((block) =>
      new Set([...block.querySelectorAll("span span")].map((span) => getComputedStyle(span).color))
        .size
    )
  );
  equal(counts.length, fences.length + 1);
  deepEqual(fences.filter((_, index) => counts[index] < 2), []);
  ok(counts.at(-1)! > 1);
});

test("what authors hide is folded or left out", async () => {
  const cell = (name: string, metadata: Metadata, code = ""): Cell => ({
    ...makeCell(`${code}"code of ${name}"`),
    metadata,
    outputs: [{ output_type: "stream", name: "stdout", text: `output of ${name}` }],
  });
  await using open = await show([
    markdown("# Tags\n\n$\\newcommand{\\x}{y}$"),
    markdown("$\\newcommand{\\secret}{z}$ secret", { tags: ["remove-cell"] }),
    cell("removed", { tags: ["remove-cell"] }),
    cell("no input", { tags: ["remove-input"] }),
    cell("no output", { tags: ["remove-output"] }),
    cell("hidden input", { tags: ["hide-input"] }),
    cell("hidden output", { jupyter: { outputs_hidden: true } }),
    cell("hidden", { tags: ["hide-cell"] }),
    cell("quiet", {}, "//| echo: false\n"),
    markdown("the $\\secret$"),
  ]);
  const { page, troubles } = open;
  const text = await page.locator("main").innerText();
  const shown = [
    "no input",
    "no output",
    "hidden input",
    "hidden output",
    "hidden",
    "quiet",
    "removed",
  ]
    .map((name) => [`code of ${name}"`, `output of ${name}\n`].map((part) => text.includes(part)));
  deepEqual(shown, [
    [false, true],
    [true, false],
    [false, true],
    [true, false],
    [false, false],
    [false, true],
    [false, false],
  ]);
  equal(text.includes("secret"), false);
  equal(await page.locator(".katex-error").count(), 0);
  for (const summary of await page.locator("summary").all()) await summary.click();
  const opened = await page.locator("main").innerText();
  ok(opened.includes("code of hidden input") && opened.includes("output of hidden output"));
  ok(opened.includes('code of hidden"') && opened.includes("output of hidden\n"));
  deepEqual(troubles, []);
});

test("raw cells are shown by their format, and the front says who wrote it", async () => {
  const raw = (source: string, metadata: Metadata = {}): Cell => ({
    cell_type: "raw",
    metadata,
    source,
  });
  await using open = await show([
    raw('---\ntitle: "A title"\nauthor:\n  - name: Ann\ndate: 2024-05-06\n---'),
    markdown("## Raw"),
    raw("<b>bold</b>", { raw_mimetype: "text/html" }),
    raw("*slanted*", { format: "text/markdown" }),
    raw("\\newpage", { raw_mimetype: "text/latex" }),
    raw("as it is"),
  ]);
  const { page } = open;
  equal(await page.title(), "A title · Notebooks");
  equal(await page.locator("h1").innerText(), "A title");
  ok((await page.locator(".facts").innerText()).startsWith("by Ann"));
  equal(await page.locator("b").innerText(), "bold");
  equal(await page.locator("em").innerText(), "slanted");
  const text = await page.locator("main").innerText();
  deepEqual(["newpage", "title:", "as it is"].map((part) => text.includes(part)), [
    false,
    false,
    true,
  ]);
});

test("what cannot be shown says so, and trees and widgets can be seen", async () => {
  const view = "application/vnd.jupyter.widget-view+json";
  const state = {
    a: { model_name: "IntSliderModel", state: { description: "n", value: 4, max: 9 } },
  };
  await using open = await show(
    [
      display({ "application/vnd.some.chart+json": {}, "text/plain": "<Chart>" }),
      display({ "application/json": { first: { second: [1, 2] } }, "text/plain": "{}" }),
      display({ [view]: { model_id: "a" }, "text/plain": "IntSlider" }),
      display({ [view]: { model_id: "b" }, "text/plain": "Button" }),
    ],
    {},
    { widgets: { "application/vnd.jupyter.widget-state+json": { state } } },
  );
  const { page, troubles } = open;
  const notes = await page.locator(".note").allTextContents();
  deepEqual(notes.map((note) => /application\/[\w.+-]+/.exec(note)?.[0]), [
    "application/vnd.some.chart+json",
    view,
  ]);
  await page.locator("summary", { hasText: "first" }).click();
  ok(!(await page.getByText("second").isVisible()));
  equal(await page.getByRole("slider", { name: "n" }).inputValue(), "4");
  deepEqual(troubles, []);
  deepEqual(await findBarriers(page), []);
});

/** Exports several notebooks to one site, and returns the folder and the pages. */
async function writeNotebooks(notebooks: Record<string, Cell[]>, form: Form = PAGES) {
  const folder = await makeFolder();
  const files: string[] = [];
  for (const [name, cells] of Object.entries(notebooks)) {
    files.push(join(folder.path, `${name}.ipynb`));
    await writeNotebook(files.at(-1)!, { ...makeNotebook(), cells });
  }
  const target = join(folder.path, "out");
  const pages = await writeSite(files, { course: COURSE, target, edition: "teacher", form });
  return { ...folder, pages, index: join(target, "index.html") };
}

const THREE: Record<string, Cell[]> = {
  one: [markdown("# One\n\nAbout the weather."), markdown("## Snow\n\nIt is white.")],
  two: [
    markdown("# Two\n\nAbout bears."),
    makeCell("const polar = 1;"),
    markdown("## Café\n\nWarm."),
  ],
  "a b": [markdown("# Three\n\nSnow and bears.")],
};

for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 640 }]) {
  test(`all pages are searched and listed, without a network: ${viewport.width} px`, async () => {
    await using site = await writeNotebooks(THREE);
    for (const path of [site.pages[1], site.index]) {
      await using open = await openPage(path, { viewport });
      const { page, troubles } = open;
      const find = async (text: string) => {
        await page.getByRole("searchbox").fill(text);
        await page.locator(".results a, .search [role=status]:not(:empty)").first().waitFor();
        return await page.locator(".results a").allTextContents();
      };
      deepEqual(await find("snow"), ["One › Snow", "Three"]);
      deepEqual(await find("CAFE warm"), ["Two › Café"]);
      deepEqual(await find("polar"), ["Two"]);
      deepEqual(await find("zebra"), []);
      await find("white");
      await page.keyboard.press("Enter");
      await page.waitForURL(/one\.html#Snow$/);
      const list = page.locator("nav.pages");
      if (viewport.width < 1000) await list.locator("summary").click();
      deepEqual(await list.getByRole("link").allTextContents(), ["One", "Two", "Three"]);
      equal(await list.locator("[aria-current=page]").innerText(), "One");
      await list.getByRole("link", { name: "Three" }).click();
      await page.waitForURL(/a%20b\.html$/);
      deepEqual(troubles, []);
      deepEqual(await findBarriers(page), []);
      deepEqual(await findOverflow(page), []);
    }
  });
}

test("headings have links, cells the numbers of errors, and code can be hidden", async () => {
  await using open = await show([
    markdown("# Top\n\n## A part"),
    makeCell("first"),
    makeCell(" "),
    { ...makeCell("second"), outputs: [{ output_type: "stream", name: "stdout", text: "shown" }] },
  ]);
  const { page } = open;
  await page.getByRole("heading", { name: "A part" }).hover();
  await page.locator("#A-part > .anchor").click();
  ok(page.url().endsWith("#A-part"));
  equal(await page.locator("h2").innerText(), "A part");
  const numbers = await page.locator(".cell.code").evaluateAll((cells) =>
    cells.map((cell) => getComputedStyle(cell, "::before").content)
  );
  deepEqual(
    numbers,
    ['"[" "1" "]"', "none", '"[" "2" "]"'].map((text) => text.replaceAll('" "', "")),
  );
  await page.getByRole("button", { name: "Hide code" }).click();
  equal(await page.locator(".source:visible").count(), 0);
  ok(await page.getByText("shown").isVisible());
  await page.getByRole("button", { name: "Show code" }).click();
  equal(await page.locator(".source:visible").count(), 2);
});

test("the copy button covers no code, however long", async () => {
  const long = "x".repeat(300);
  await using open = await show([makeCell(long), markdown("```ts\n" + long + "\n```")]);
  const { page } = open;
  for (const frame of await page.locator(".copyable").all()) {
    await frame.hover();
    const button = (await frame.locator(".copy").boundingBox())!;
    const line = (await frame.locator(".line").boundingBox())!;
    ok(button.y + button.height <= line.y + 1, `${button.y + button.height} > ${line.y}`);
  }
});

test("long names fit on a phone", async () => {
  const name = "a_very_long_name_without_spaces_in_it_at_all_".repeat(3);
  await using site = await writeNotebooks({
    [name]: [markdown("text")],
    b: [markdown(`# ${name}\n\n## ${name}`)],
  });
  for (const path of [...site.pages, site.index]) {
    await using open = await openPage(path, { viewport: { width: 320, height: 600 } });
    for (const summary of await open.page.locator(".side summary").all()) await summary.click();
    deepEqual(await findOverflow(open.page), []);
  }
});

test("slides fit the window, whatever the cells", async () => {
  const lines = (count: number, text = "line") =>
    Array.from({ length: count }, (_, index) => `${text} ${index};`).join("\n");
  const code = (count: number, printed: number): Cell => ({
    ...makeCell(lines(count)),
    outputs: printed === 0 ? [] : [{ output_type: "stream", name: "stdout", text: lines(printed) }],
  });
  const picture = display({ "image/png": PICTURE.toBase64() }, { "image/png": { height: 400 } });
  await using site = await writeNotebooks({
    code: [markdown("# Code only"), ...Array.from({ length: 8 }, () => code(12, 12))],
    short: [markdown("# Short"), ...Array.from({ length: 12 }, () => code(3, 1))],
    mixed: [
      markdown("# Mixed"),
      picture,
      picture,
      code(2, 60),
      code(20, 0),
      code(8, 8),
      markdown("- an item\n".repeat(12)),
      code(10, 3),
      markdown("text ".repeat(100)),
      picture,
    ],
  }, SLIDES);
  for (const path of site.pages) {
    await using open = await openPage(path, { viewport: { width: 1280, height: 720 } });
    const { page } = open;
    const count = await page.locator("body > main > .slide").count();
    for (let slide = 1; slide <= count; slide++) {
      const height = await page.locator(".slide.current").evaluate((slide) =>
        slide.getBoundingClientRect().height
      );
      ok(height <= 721, `${path}: slide ${slide} has ${height} px`);
      await page.keyboard.press("PageDown");
    }
  }
});

test("charts of Vega and Vega-Lite are drawn, with data from beside the notebook", async () => {
  const lite = (data: object) => ({
    data,
    mark: "bar",
    encoding: {
      x: { field: "a", type: "nominal", axis: { title: "letters" } },
      y: { field: "b", type: "quantitative" },
    },
  });
  const full = {
    width: 100,
    height: 50,
    marks: [{ type: "rect", encode: { enter: { width: { value: 9 }, height: { value: 9 } } } }],
  };
  await using open = await show(
    [
      display({ "application/vnd.vegalite.v5+json": lite({ values: [{ a: "x", b: 1 }] }) }),
      display({ "application/vnd.vegalite.v4+json": lite({ url: "data.csv" }) }),
      display({ "application/vnd.vega.v5+json": full }),
      display({
        "application/vnd.vegalite.v5+json": lite({ url: "https://example.invalid/a.csv" }),
        "text/plain": "elsewhere",
      }),
    ],
    { "data.csv": "a,b\nx,1\ny,2\n" },
    {},
    { mayFetch: true },
  );
  const widths = await pictureWidths(open);
  equal(widths.length, 3);
  ok(await open.page.getByText("it takes data from elsewhere").isVisible());
  ok(widths.every((width) => width > 20), `${widths}`);
  const texts = await open.page.locator(".output img").evaluateAll((images) =>
    images.map((image) => decodeURIComponent((image as HTMLImageElement).src))
  );
  ok(texts[0].includes("letters") && texts[1].includes(">y<"));
  deepEqual(open.troubles, []);
});

test("diagrams of Mermaid are drawn", async () => {
  await using open = await show(
    [
      markdown(
        "```mermaid\ngraph LR\n  A[start] --> B[a < b]\n```\n\n:::{mermaid}\nsequenceDiagram\n  A->>B: hi\n:::",
      ),
      markdown("```mermaid\nno such diagram\n```"),
    ],
    {},
    {},
    { mayFetch: true },
  );
  const images = open.page.locator(".diagram img");
  const widths = await images.evaluateAll((images) =>
    images.map((image) => (image as HTMLImageElement).naturalWidth)
  );
  equal(widths.length, 2);
  ok(widths.every((width) => width > 50), `${widths}`);
  ok(await open.page.getByText("Mermaid cannot draw it").isVisible());
  deepEqual(open.troubles, []);
});
