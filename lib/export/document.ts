/**
 * The frame of every page.
 *
 * @module
 */
import type { Assets } from "./assets.ts";
import { CONTENT_POLICY } from "./content_policy.ts";
import { Html, markup } from "./html.ts";
import { languageAttributes, type PageLanguage } from "./page_language.ts";

/** Where a page stands. */
export interface Course {
  /** What the course is called. */
  title: string;
  /** What it is about, in one paragraph. */
  description: string;
  /** The language of its lessons, as in `en`. */
  language: string;
}

/** Before anything is drawn, so that a page does not flash in the wrong colours. */
const CHOOSE_THEME = `try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* no storage: the system's theme */ }`;

/**
 * Writes a page.
 *
 * @param page Its language, its title, its style and scripts, and its body.
 * @returns The page.
 *
 * @example
 * ```ts
 * import { makeDocument } from "./document.ts";
 * import { markup } from "./html.ts";
 * import { pageLanguage } from "./page_language.ts";
 * import { match } from "node:assert/strict";
 *
 * const assets = { style: markup``, scripts: markup`` };
 * const language = pageLanguage("en");
 * const page = makeDocument({ language, title: "R&D", assets, body: markup`<body></body>` });
 * match(page, /<title>R&amp;D<\/title>/);
 * ```
 */
export function makeDocument(
  { language, title, assets, body }: {
    language: PageLanguage;
    title: string;
    assets: Assets;
    body: Html;
  },
): string {
  return markup`<!doctype html>
<html${languageAttributes(language)} data-words="${JSON.stringify(language.words.scripts)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<script>${new Html(CHOOSE_THEME)}</script>
${assets.style}</head>
${body}
${assets.scripts}</html>
`.text;
}
