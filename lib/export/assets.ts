/**
 * What all pages share: the style sheet with its fonts, and the scripts.
 *
 * @module
 */
import { listFormulaFonts } from "./formula_fonts.ts";
import { Html, markup } from "./html.ts";
import type { Needs } from "./needs.ts";

/** How a page gets its style and scripts. */
export interface Assets {
  /** The style, for the page's head. */
  style: Html;
  /** The scripts, for the end of its body. */
  scripts: Html;
}

/** What a page has besides what every page has. */
export interface PageParts {
  /** The names of its own style sheets, which lie in `assets/`. */
  styles: readonly string[];
  /** The names of its own scripts, likewise. */
  scripts: readonly string[];
}

/** The fonts: text, headings, code. What they lack comes from the reader's own fonts. */
const FONTS = [
  { family: "Source Serif 4", style: "normal", package: "source-serif-4" },
  { family: "Source Serif 4", style: "italic", package: "source-serif-4" },
  { family: "Source Sans 3", style: "normal", package: "source-sans-3" },
  { family: "Source Code Pro", style: "normal", package: "source-code-pro" },
] as const;

/** The licences that go where the files go. That of Plotly stands in its script. */
const LICENCES = [
  ...new Set(FONTS.map((font) => `@fontsource-variable/${font.package}/LICENSE`)),
  "katex/LICENSE",
];

/** The parts of the style sheet, in order: what comes later, wins. */
const STYLES = ["base", "frame", "index", "text", "boxes", "code", "ansi", "phone", "print"];

/** The script that every page has. */
const SCROLLING = "scrolling.js";

/** The script that searches other pages, which a single file has not. */
const SEARCH = "search.js";

/** The script that pages with frames have. */
const FRAMES = "frames.js";

/** Finds a file of a package that deno.json names. */
const inPackage = (path: string) => new URL(import.meta.resolve(path));
/** Finds a file that lies beside this one. */
const own = (name: string) => new URL(`assets/${name}`, import.meta.url);

/**
 * Reads the files that all pages share.
 *
 * @returns The content of each file, by its path from the folder that they share.
 *
 * @example
 * ```ts
 * import { readAssets } from "./assets.ts";
 * import { equal } from "node:assert/strict";
 *
 * const files = await readAssets();
 * equal(files.has("style.css"), true);
 * equal(files.has("fonts/source-serif-4-latin-wght-normal.woff2"), true);
 * ```
 */
export async function readAssets(): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  const style = await makeStyle(async (file, url) => {
    files.set(`fonts/${file}`, await Deno.readFile(url));
    return `fonts/${file}`;
  });
  files.set("style.css", style);
  const licences = LICENCES.map((path) => Deno.readTextFile(inPackage(path)));
  files.set("licences.txt", (await Promise.all(licences)).join("\n\n"));
  files.set("plotly.min.js", await readPlotly());
  for (const name of listOwn()) files.set(name, await readOwn(name));
  return files;
}

/**
 * Lets a page use style and scripts that lie in a folder beside it.
 *
 * @param folder The folder's path from the page.
 * @param parts What the page has of its own.
 * @param needs What stands in the page needs: Plotly is loaded only if there are figures.
 * @returns Style and scripts.
 *
 * @example
 * ```ts
 * import { linkAssets } from "./assets.ts";
 * import { NO_NEEDS } from "./needs.ts";
 * import { equal } from "node:assert/strict";
 *
 * const { style, scripts } = linkAssets("../assets", { styles: [], scripts: ["page.js"] }, NO_NEEDS);
 * equal(style.text, '<link rel="stylesheet" href="../assets/style.css">\n');
 * equal(scripts.text.match(/\w+\.js/g)?.join(), "scrolling.js,page.js");
 * ```
 */
export function linkAssets(folder: string, parts: PageParts, needs: Needs): Assets {
  const styles = ["style.css", ...parts.styles];
  const scripts = [
    SCROLLING,
    ...parts.scripts,
    ...needs.hasFrames ? [FRAMES] : [],
    ...needs.hasFigures ? ["plotly.min.js", "figures.js"] : [],
  ];
  return {
    style: markup`${
      styles.map((name) => markup`<link rel="stylesheet" href="${folder}/${name}">\n`)
    }`,
    // Not modules: browsers do not load modules from files.
    scripts: markup`${scripts.map((name) => markup`<script src="${folder}/${name}"></script>\n`)}`,
  };
}

/**
 * Puts style and scripts into a page, so that it needs no other file.
 *
 * @param parts What the page has of its own.
 * @param needs What stands in the page needs: Plotly, and each font for formulas, come only then.
 * @returns Style and scripts.
 *
 * @example
 * ```ts
 * import { inlineAssets } from "./assets.ts";
 * import { NO_NEEDS } from "./needs.ts";
 * import { match } from "node:assert/strict";
 *
 * const { style } = await inlineAssets({ styles: [], scripts: ["page.js"] }, NO_NEEDS);
 * match(style.text, /^<style>@font-face.*url\(data:font\/woff2;base64,/);
 * ```
 */
export async function inlineAssets(parts: PageParts, needs: Needs): Promise<Assets> {
  const formulaFonts = listFormulaFonts(await readFormulaStyle(), needs.classes);
  const style = await makeStyle(async (file, url) => {
    const [family] = file.split("-");
    if (family.startsWith("KaTeX_") && !formulaFonts.has(family)) return "data:,";
    return `data:font/woff2;base64,${(await Deno.readFile(url)).toBase64()}`;
  });
  const styles = await Promise.all(parts.styles.map(readOwn));
  const frames = needs.hasFrames ? [FRAMES] : [];
  const alone = parts.scripts.filter((name) => name !== SEARCH);
  const scripts = await Promise.all([SCROLLING, ...alone, ...frames].map(readOwn));
  const drawing = needs.hasFigures ? [await readPlotly(), await readOwn("figures.js")] : [];
  return {
    style: markup`<style>${new Html(style + styles.join(""))}</style>
`,
    scripts: markup`${[...scripts, ...drawing].map(inlineScript)}`,
  };
}

/** In a script, an end tag can only stand in a string or a pattern, where `\x3C` means the same. */
function inlineScript(source: string): Html {
  return new Html(`<script>${source.replaceAll(/<(?=\/script|!--)/gi, "\\x3C")}</script>\n`);
}

async function makeStyle(place: (file: string, url: URL) => Promise<string>): Promise<string> {
  const faces = await Promise.all(FONTS.map(async ({ family, style, package: name }) => {
    const file = `${name}-latin-wght-${style}.woff2`;
    const url = await place(file, inPackage(`@fontsource-variable/${name}/files/${file}`));
    return `@font-face{font-family:"${family}";font-style:${style};font-weight:200 900;` +
      `font-display:swap;src:url(${url}) format("woff2")}\n`;
  }));
  const parts = await Promise.all(STYLES.map((name) => readOwn(`${name}.css`)));
  return [...faces, await makeFormulaStyle(place), ...parts].join("");
}

/** KaTeX's style sheet names three formats of each font; every browser reads woff2. */
async function makeFormulaStyle(
  place: (file: string, url: URL) => Promise<string>,
): Promise<string> {
  const style = await readFormulaStyle();
  const places = new Map<string, string>();
  for (const [, file] of style.matchAll(/url\(fonts\/([\w-]+\.woff2)\)/g)) {
    places.set(file, await place(file, inPackage(`katex/dist/fonts/${file}`)));
  }
  return style.replaceAll(
    /src:url\(fonts\/([\w-]+\.woff2)\)[^;}]*/g,
    (_, file) => `src:url(${places.get(file)}) format("woff2")`,
  );
}

async function readFormulaStyle(): Promise<string> {
  return await Deno.readTextFile(inPackage("katex/dist/katex.min.css"));
}

async function readPlotly(): Promise<string> {
  return await Deno.readTextFile(inPackage("plotly.js"));
}

/** What lies beside this file and is no part of the style sheet that all pages have. */
function listOwn(): string[] {
  const parts = STYLES.map((name) => `${name}.css`);
  return [...Deno.readDirSync(new URL("assets/", import.meta.url))]
    .map(({ name }) => name)
    .filter((name) => !parts.includes(name))
    .toSorted();
}

async function readOwn(name: string): Promise<string> {
  return await Deno.readTextFile(own(name));
}
