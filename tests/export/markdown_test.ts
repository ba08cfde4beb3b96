import { deepEqual, equal, match } from "node:assert/strict";
import { serialise } from "../../lib/export/dom.ts";
import { LessonMarkdown } from "../../lib/export/markdown.ts";
import { makeFolder } from "../tools/notebooks.ts";
import { pageLanguage } from "../../lib/export/page_language.ts";

const SURROUNDINGS = {
  folder: ".",
  linkTo: (name: string) => name.startsWith("0") ? `${name}.html` : undefined,
  language: pageLanguage("en"),
};

async function render(markdown: string): Promise<string> {
  const lesson = new LessonMarkdown("01_load", SURROUNDINGS);
  const { fragment } = await lesson.render(markdown);
  return lesson.completeLinks(serialise(fragment), () => lesson.anchors).text.trim();
}

/** What is said while something is done. */
async function collectWarnings(act: () => Promise<void>): Promise<string[]> {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => warnings.push(text);
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

const LINKS = [
  ["02_look.ipynb", "02_look.html"],
  ["./02_look.ipynb#The-file", "02_look.html#The-file"],
  ["https://example.org/02_look.ipynb", "https://example.org/02_look.ipynb"],
  ["mailto:a@example.org", "mailto:a@example.org"],
  ["#The-file", "#The-file"],
];

for (const [link, expected] of LINKS) {
  Deno.test(`render() makes the link ${link} lead to ${expected}`, async () => {
    equal(await render(`[a](${link})`), `<p><a href="${expected}">a</a></p>`);
  });
}

for (
  const link of ["other.ipynb", "elsewhere/02_look.ipynb", "../README.md", "/a", "//example.org"]
) {
  Deno.test(`render() makes text of a link that leads to no page: ${link}`, async () => {
    equal(
      await render(`[a *b*](${link}), [c](02_look.ipynb)`),
      '<p>a <em>b</em>, <a href="02_look.html">c</a></p>',
    );
  });
}

Deno.test("render() gives headings the ids of JupyterLab, each once, and none of the page's", async () => {
  const markdown = new LessonMarkdown("01_load", SURROUNDINGS);
  const cells = [
    await markdown.render("# The `file` & <b>you</b>\n\n## Softmax\n\n## Softmax\n"),
    await markdown.render("### main\n\n## $n - k$\n\n##\n"),
  ];
  deepEqual(cells.flatMap(({ headings }) => headings), [
    { level: 1, id: "The-file-&-you", text: "The file & you" },
    { level: 2, id: "Softmax", text: "Softmax" },
    { level: 2, id: "Softmax-1", text: "Softmax" },
    { level: 3, id: "main-1", text: "main" },
    { level: 2, id: "n−k", text: "n−k" },
    { level: 2, id: "section", text: "" },
  ]);
});

Deno.test("render() makes formulas, also wrong ones, and leaves prices alone", async () => {
  match(await render("$e^{z_i}$"), /<annotation encoding="application\/x-tex">e\^\{z_i\}</);
  match(await render("$$\\sum_i$$"), /class="katex-display"/);
  match(await render("\\begin{align}a\\end{align}"), /class="katex-display"/);
  match(await render("$\\frac{1}{$"), /class="katex-error" title="ParseError/);
  equal(await render("It costs $5 or $6."), "<p>It costs $5 or $6.</p>");
});

Deno.test("render() colours code whose language it knows", async () => {
  match(
    await render("```ts\nconst a = 1;\n```"),
    /<span style="--shiki-light:#A0111F;--shiki-dark:#FF7B72">const/,
  );
  match(await render("```constructor\n<a>\n```"), /<code><span class="line"><span>&lt;a&gt;</);
});

Deno.test("render() loads nothing from elsewhere", async () => {
  equal(
    await render("![a dot](https://example.org/dot.png)"),
    '<p><a href="https://example.org/dot.png">a dot</a></p>',
  );
  equal(
    await render('<p style="background: url(//example.org/a)">a</p>'),
    "<p>a</p>",
  );
  equal(
    await render('<video src="https://example.org/a" poster="b"></video>'),
    "<p><video></video></p>",
  );
  equal(
    await render('<svg><image href="https://example.org/a"/></svg>'),
    "<p><svg><image></image></svg></p>",
  );
  equal(
    await render('<svg><rect mask="url(https://example.org/a)" fill="url(#b)"/></svg>'),
    '<p><svg><rect fill="url(#b)"></rect></svg></p>',
  );
});

Deno.test("render() takes names away that could stand in for the page's own functions", async () => {
  equal(
    await render('<img name="querySelectorAll" src="data:image/png;base64,iVBO" alt="a">'),
    '<img src="data:image/png;base64,iVBO" alt="a">',
  );
});

Deno.test("render() puts pictures into the page", async () => {
  await using folder = await makeFolder({ "images/a dot.svg": "<svg/>", "secret.txt": "a" });
  const markdown = new LessonMarkdown("01_load", { ...SURROUNDINGS, folder: folder.path });
  const show = async (source: string) =>
    serialise(
      (await markdown.render(`![a](${source})`, { "b.png": { "image/png": "iVBO" } })).fragment,
    ).text;
  match(await show("images/a%20dot.svg"), /src="data:image\/svg\+xml;base64,PHN2Zy8\+"/);
  match(await show("attachment:b.png"), /src="data:image\/png;base64,iVBO"/);
  const warnings = await collectWarnings(async () => {
    equal(await show("secret.txt"), "<p>[a]</p>\n");
    equal(await show("missing.png"), "<p>[a]</p>\n");
    equal(await show("attachment:constructor"), "<p>[a]</p>\n");
  });
  equal(warnings.length, 3);
});

Deno.test("render() leaves data: URLs as they are", async () => {
  const url = "data:image/svg+xml,%3Csvg fill='%23f00'/%3E";
  equal(await render(`a <img src="${url}" alt="a">`), `<p>a <img src="${url}" alt="a"></p>`);
});

Deno.test("render() says once of each picture that it is not shown", async () => {
  const markdown = new LessonMarkdown("01_load", SURROUNDINGS);
  const warnings = await collectWarnings(async () => {
    await markdown.render("![a](missing.png) ![b](missing.png)");
    await markdown.render("![a](missing.png) ![a](other.png)");
  });
  deepEqual(warnings.map((text) => text.split(":")[0]), [
    "Cannot show the picture missing.png",
    "Cannot show the picture other.png",
  ]);
});

const AS_IT_IS = (reason: string) =>
  `<p class="note">This text is shown as it is written: ${reason}.</p>`;

Deno.test("render() shows what is too large as text", async () => {
  const markdown = "<em>a</em>".repeat(100_000);
  equal(
    await render(markdown),
    `<pre class="text">${"&lt;em&gt;a&lt;/em&gt;".repeat(10_000)}</pre>` +
      '<p class="note">900,000 more characters are in the notebook.</p>' +
      AS_IT_IS("it has more than 100,000 characters"),
  );
  const rows = "|1|\n".repeat(21_000);
  equal(
    await render(`|a|\n|-|\n${rows}`),
    `<pre class="text">|a|\n|-|\n${rows}</pre>` +
      AS_IT_IS("it has more than 20,000 elements"),
  );
  const deep = "<div>".repeat(513);
  equal(
    await render(deep),
    `<pre class="text">${deep.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</pre>` +
      AS_IT_IS("it nests elements more than 512 deep"),
  );
});

Deno.test("render() does not count the pictures that text holds", async () => {
  const url = `data:image/png;base64,${"A".repeat(200_000)}`;
  equal(await render(`![a](${url})`), `<p><img src="${url}" alt="a"></p>`);
});

Deno.test("render() keeps a cell's markup inside the cell", async () => {
  equal(await render("a\n\n</section></main>"), "<p>a</p>");
  equal(await render("<div><b>a"), "<div><b>a</b></div>");
  equal(await render("<!-- a"), "");
  equal(await render("<script>f()</script>"), "");
});

Deno.test("render() limits what formulas ask for", async () => {
  const shown = await render("$$\\rule{99999em}{99999em}$$\n\n$\\hspace{9999em}a \\\\[9999em]$");
  const sizes = [...shown.matchAll(/(?:width|height|margin-\w+):(-?[\d.]+)em/g)].map(([, n]) => +n);
  deepEqual([sizes.length > 3, sizes.every((size) => size <= 100)], [true, true]);
  match(await render("$\\def\\a{\\a\\a}\\a$"), /Too many expansions/);
});

const noteOf = (length: string) =>
  `<p><span class="note">[a] (not in this page: ${length} characters are too many)</span></p>`;

Deno.test("render() leaves a picture out that is too large, wherever it comes from", async () => {
  await using folder = await makeFolder({ "b.svg": "x".repeat(3_000_000) });
  const markdown = new LessonMarkdown("01_load", { ...SURROUNDINGS, folder: folder.path });
  const large = "A".repeat(3_000_000);
  const show = async (text: string) =>
    serialise((await markdown.render(text, { "c.png": { "image/png": large } })).fragment)
      .text.trim();
  equal(await show("![a](b.svg)"), noteOf("4,000,026"));
  equal(await show("![a](attachment:c.png)"), noteOf("3,000,022"));
  equal(await show(`![a](data:image/png;base64,${large})`), noteOf("3,000,022"));
  equal(
    await show(`<svg><image href="data:image/png;base64,${large}"/></svg>`).then((t) =>
      t.length < 100
    ),
    true,
  );
});

Deno.test("render() leaves pictures out when a lesson has enough of them", async () => {
  const markdown = new LessonMarkdown("01_load", SURROUNDINGS);
  const attachments = { "b.png": { "image/png": "A".repeat(2_000_000) } };
  const shown: string[] = [];
  for (let cell = 0; cell < 3; cell++) {
    const text = "![a](attachment:b.png)\n\n".repeat(6);
    shown.push(serialise((await markdown.render(text, attachments)).fragment).text);
  }
  deepEqual(shown.map((text) => text.match(/<img/g)?.length), [6, 6, 2]);
  equal(shown[2].match(/2,000,022 characters are too many/g)?.length, 4);
});
