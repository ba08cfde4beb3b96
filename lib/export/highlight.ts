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

async function loadLanguage(language: string): Promise<string> {
  if (highlighter.getLoadedLanguages().includes(language)) return language;
  if (!Object.hasOwn(bundledLanguages, language)) return "text";
  await highlighter.loadLanguage(language as keyof typeof bundledLanguages);
  return language;
}
