/**
 * Colouring code, when the pages are written: no script runs for it in the reader's browser.
 *
 * @module
 */
import { bundledLanguages, createHighlighter } from "shiki";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import { Html } from "./html.ts";

/** Themes whose colours keep a contrast of 4.5 to 1 on the pages' grey, comments included. */
const THEMES = { light: "github-light-high-contrast", dark: "github-dark-default" } as const;

/** Beyond this, colours take longer than they help. */
const MAX_LENGTH = 50_000;

const highlighter = await createHighlighter({
  themes: Object.values(THEMES),
  langs: ["typescript"],
  engine: createJavaScriptRegexEngine(),
});

/**
 * Colours code. Each colour stands in two CSS variables, `--shiki-light` and `--shiki-dark`, of which
 * the style sheet chooses one.
 *
 * @param code The code.
 * @param language Its language, as fences in markdown name it. Unknown ones are not coloured.
 * @returns A `<pre>` element.
 *
 * @example
 * ```ts
 * import { highlight } from "./highlight.ts";
 * import { match } from "node:assert/strict";
 *
 * const { text } = await highlight("if (a < b) {}", "ts");
 * match(text, /^<pre class="shiki [^>]*><code>.*&#x3C;.*<\/code><\/pre>$/);
 * ```
 */
export async function highlight(code: string, language: string): Promise<Html> {
  const lang = code.length > MAX_LENGTH ? "text" : await loadLanguage(language);
  const text = highlighter.codeToHtml(code, {
    lang,
    themes: THEMES,
    defaultColor: false,
    tabindex: false,
  });
  return new Html(text);
}

/** What programs and authors call languages that the highlighter knows by another name. */
const OTHER_NAMES: Record<string, string> = {
  assemblyscript: "ts",
  deno: "ts",
  golang: "go",
  html5: "html",
  ipython: "python",
  javascriptreact: "jsx",
  mysql: "sql",
  node: "js",
  nodejs: "js",
  octave: "matlab",
  postgresql: "sql",
  pycon: "python",
  sqlite: "sql",
  typescriptreact: "tsx",
};

/**
 * Finds the language of code by what a fence or a kernel calls it.
 *
 * @param name The name, in any spelling, with attributes or without.
 * @returns The name that the highlighter knows, or `text`.
 *
 * @example
 * ```ts
 * import { findLanguage } from "./highlight.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(findLanguage("TypeScript"), "typescript");
 * equal(findLanguage("{.python .numberLines}"), "python");
 * equal(findLanguage("Python3"), "python");
 * equal(findLanguage("typescriptreact"), "tsx");
 * equal(findLanguage("nonsense"), "text");
 * ```
 */
export function findLanguage(name: string): string {
  const word = /[\p{L}\d][\p{L}\d+#.-]*/u.exec(
    name.toLowerCase().replace(/^\{?(?:code-cell|code-block|code|sourcecode)\}\s*/, "")
      .replace(/^(?:text|application)\/(?:x-)?/, ""),
  )?.[0] ?? "";
  // A version, or the name of a file, may stand behind it.
  const words = [word, word.replace(/[\d.-]+$/, ""), word.split(".").at(-1)!];
  const known = words.map((word) => Object.hasOwn(OTHER_NAMES, word) ? OTHER_NAMES[word] : word)
    .find((word) => Object.hasOwn(bundledLanguages, word));
  return known ?? "text";
}

async function loadLanguage(name: string): Promise<string> {
  const language = findLanguage(name);
  if (highlighter.getLoadedLanguages().includes(language)) return language;
  if (language === "text") return language;
  await highlighter.loadLanguage(language as keyof typeof bundledLanguages);
  return language;
}
