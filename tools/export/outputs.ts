/**
 * Showing what stands under a cell as a front end would.
 *
 * @module
 */
import type { MimeBundle } from "../kernel/mod.ts";
import type { ErrorOutput, Output, StreamOutput } from "../notebook/nbformat.ts";
import { balance } from "./dom.ts";
import { showFigure, showImage, toBase64 } from "./figure.ts";
import { type Html, markup } from "./html.ts";
import { formatCount, showText } from "./text_output.ts";

/** A form of an output larger than this (in characters) is left out of the page. */
const MAX_LENGTH = 3_000_000;

/** Renders text in markdown, as it stands in cells. */
export type RenderMarkdown = (markdown: string) => Promise<Html>;

/** Shows one form of an output, or `undefined` if its value cannot be shown. */
type Show = (bundle: MimeBundle, renderMarkdown: RenderMarkdown) => Promise<Html | undefined>;

const image = (mime: string): Show => (bundle) => {
  const base64 = asText(bundle[mime]) ?? "";
  const isBase64 = /^[\w+/=\s]+$/.test(base64);
  const text = asText(bundle["text/plain"]);
  return Promise.resolve(isBase64 ? showImage(mime, base64, text) : undefined);
};

/** The forms that a page can show, the best first, in JupyterLab's order. */
const FORMS: Record<string, Show> = {
  "application/vnd.plotly.v1+json": (bundle) =>
    showFigure(
      bundle["application/vnd.plotly.v1+json"],
      asText(bundle["image/svg+xml"]),
      asText(bundle["text/plain"]),
    ),
  "text/html": (bundle) => {
    const content = balance(asText(bundle["text/html"]) ?? "");
    return Promise.resolve(
      content &&
        markup`<div class="html">${content}</div>`,
    );
  },
  "text/markdown": (bundle, render) => render(asText(bundle["text/markdown"]) ?? ""),
  "text/latex": (bundle, render) => render(asText(bundle["text/latex"]) ?? ""),
  "image/svg+xml": (bundle) => {
    const svg = toBase64(asText(bundle["image/svg+xml"]) ?? "");
    return Promise.resolve(showImage("image/svg+xml", svg, asText(bundle["text/plain"])));
  },
  "image/png": image("image/png"),
  "image/jpeg": image("image/jpeg"),
  "image/gif": image("image/gif"),
  "image/webp": image("image/webp"),
  "text/plain": (bundle) => Promise.resolve(showText(asText(bundle["text/plain"]) ?? "", "result")),
  "application/json": (bundle) => {
    const json = JSON.stringify(bundle["application/json"], null, 2);
    return Promise.resolve(showText(json, "result"));
  },
};

/**
 * Shows the outputs of a cell.
 *
 * @param outputs The outputs. Of each, the best form that a page can show is shown.
 * @param renderMarkdown Renders outputs in markdown.
 * @returns One element for each output.
 *
 * @example
 * ```ts
 * import { Html } from "./html.ts";
 * import { showOutputs } from "./outputs.ts";
 * import { equal } from "node:assert/strict";
 *
 * const outputs = [{ output_type: "stream", name: "stdout", text: "1 < 2" } as const];
 * const [shown] = await showOutputs(outputs, () => Promise.resolve(new Html("")));
 * equal(shown.text, '<pre class="text stdout">1 &lt; 2</pre>');
 * ```
 */
export async function showOutputs(
  outputs: readonly Output[],
  renderMarkdown: RenderMarkdown,
): Promise<Html[]> {
  return await Promise.all(
    joinStreams(outputs).map((output) => showOutput(output, renderMarkdown)),
  );
}

async function showOutput(output: Output, renderMarkdown: RenderMarkdown): Promise<Html> {
  switch (output.output_type) {
    case "stream":
      return showText(output.text, output.name === "stderr" ? "stderr" : "stdout");
    case "error":
      return showText(describeError(output), "error");
    default:
      return await showBundle(output.data, renderMarkdown);
  }
}

async function showBundle(bundle: MimeBundle, renderMarkdown: RenderMarkdown): Promise<Html> {
  const known = Object.keys(FORMS).filter((mime) => Object.hasOwn(bundle, mime));
  for (const mime of known) {
    if (mime !== "text/plain" && sizeOf(bundle[mime]) > MAX_LENGTH) continue;
    const shown = await FORMS[mime](bundle, renderMarkdown);
    if (shown !== undefined) return shown;
  }
  const found = Object.entries(bundle)
    .map(([mime, value]) => `${mime} (${formatCount(sizeOf(value))} characters)`);
  return markup`<p class="note">This output is only in the executed notebook: ${
    found.join(", ") || "it is empty"
  }.</p>`;
}

/** Text that follows text of the same stream joins it. */
function joinStreams(outputs: readonly Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    const isMore = output.output_type === "stream" && last?.output_type === "stream" &&
      output.name === last.name;
    if (isMore) (last as StreamOutput).text += (output as StreamOutput).text;
    else joined.push({ ...output });
  }
  return joined;
}

function describeError({ ename, evalue, traceback }: ErrorOutput): string {
  const lines = Array.isArray(traceback) ? traceback.map(String) : [];
  return lines.length > 0 ? lines.join("\n") : `${ename}: ${evalue}`;
}

function asText(value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  return JSON.stringify(value);
}

function sizeOf(value: unknown): number {
  return typeof value === "string" ? value.length : JSON.stringify(value)?.length ?? 0;
}
