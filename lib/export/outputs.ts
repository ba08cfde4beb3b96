/**
 * Showing what stands under a cell as a front end would.
 *
 * @module
 */
import type { ErrorOutput, MimeBundle, Output, StreamOutput } from "@convbook/jupyter";
import { formatWhole, type Words } from "@convbook/words";
import { balance } from "./balance.ts";
import { makeDataUrl } from "./data_url.ts";
import { showFigure, showImage } from "./figure.ts";
import { Html, markup } from "./html.ts";
import { NO_NEEDS, type Shown } from "./needs.ts";
import { Reason } from "./reason.ts";
import { showText } from "./text_output.ts";

/** A form of an output larger than this (in characters) is left out of the page. */
const MAX_LENGTH = 3_000_000;

/** Renders text in markdown, as it stands in cells. */
export type RenderMarkdown = (markdown: string) => Promise<Shown>;

/** What showing an output takes. */
interface Surroundings {
  renderMarkdown: RenderMarkdown;
  words: Words;
}

/** Shows one form of an output, or tells why its value cannot be shown. */
type Show = (
  bundle: MimeBundle,
  surroundings: Surroundings,
) => Promise<Shown | Reason> | Shown | Reason;

const showPicture = (mime: string): Show => (bundle, { words }) => {
  const base64 = asText(bundle[mime]).replaceAll(/\s/g, "");
  if (!/^[\w+/=]+$/.test(base64)) return new Reason(({ reasons }) => reasons.notBase64);
  return needNothing(showImage(`data:${mime};base64,${base64}`, describe(bundle, words)));
};

const showMarkdown = (mime: string): Show => (bundle, { renderMarkdown }) =>
  renderMarkdown(asText(bundle[mime]));

/** The forms that a page can show, the best first, in JupyterLab's order. */
const FORMS: Record<string, Show> = {
  "application/vnd.plotly.v1+json": (bundle, { words }) =>
    showFigure(
      bundle["application/vnd.plotly.v1+json"],
      Object.hasOwn(bundle, "image/svg+xml") ? asText(bundle["image/svg+xml"]) : undefined,
      findText(bundle),
      words,
    ),
  "text/html": (bundle) => {
    const content = balance(asText(bundle["text/html"]));
    return content instanceof Html
      ? needNothing(markup`<div class="html">${content}</div>`)
      : content;
  },
  "text/markdown": showMarkdown("text/markdown"),
  "text/latex": showMarkdown("text/latex"),
  "image/svg+xml": (bundle, { words }) =>
    needNothing(
      showImage(
        makeDataUrl("image/svg+xml", asText(bundle["image/svg+xml"])),
        describe(bundle, words),
      ),
    ),
  "image/png": showPicture("image/png"),
  "image/jpeg": showPicture("image/jpeg"),
  "image/gif": showPicture("image/gif"),
  "image/webp": showPicture("image/webp"),
  "text/plain": (bundle, { words }) =>
    needNothing(showText(asText(bundle["text/plain"]), "result", words)),
  "application/json": (bundle, { words }) =>
    needNothing(
      showText(JSON.stringify(bundle["application/json"], null, 2), "result", words),
    ),
};

/**
 * Shows the outputs of a cell.
 *
 * @param outputs The outputs. Of each, the best form that a page can show is shown.
 * @param renderMarkdown Renders outputs in markdown.
 * @param words The words of the page.
 * @returns One element for each output, with what it needs.
 *
 * @example
 * ```ts
 * import { markup } from "./html.ts";
 * import { NO_NEEDS } from "./needs.ts";
 * import { showOutputs } from "./outputs.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * const outputs = [{ output_type: "stream", name: "stdout", text: "1 < 2" } as const];
 * const renderMarkdown = () => Promise.resolve({ content: markup``, needs: NO_NEEDS });
 * const [shown] = await showOutputs(outputs, renderMarkdown, EN);
 * equal(shown.content.text, '<pre class="text stdout">1 &lt; 2</pre>');
 * ```
 */
export async function showOutputs(
  outputs: readonly Output[],
  renderMarkdown: RenderMarkdown,
  words: Words,
): Promise<Shown[]> {
  const shown: Shown[] = [];
  // One after another: each may need a DOM, and all at once more memory than there is.
  for (const output of joinStreams(outputs)) {
    shown.push(await showOutput(output, { renderMarkdown, words }));
  }
  return shown;
}

async function showOutput(output: Output, surroundings: Surroundings): Promise<Shown> {
  const { words } = surroundings;
  switch (output.output_type) {
    case "stream":
      return needNothing(
        showText(output.text, output.name === "stderr" ? "stderr" : "stdout", words),
      );
    case "error":
      return needNothing(showText(describeError(output), "error", words));
    default:
      return await showBundle(output.data, surroundings);
  }
}

async function showBundle(bundle: MimeBundle, surroundings: Surroundings): Promise<Shown> {
  const { words } = surroundings;
  const reasons = new Map<string, Reason>();
  for (const mime of Object.keys(FORMS).filter((mime) => Object.hasOwn(bundle, mime))) {
    // Text is shortened where it is shown.
    const isTooLarge = mime !== "text/plain" && sizeOf(bundle[mime]) > MAX_LENGTH;
    const shown = isTooLarge
      ? new Reason(({ reasons }) => reasons.tooLarge)
      : await FORMS[mime](bundle, surroundings);
    if (!(shown instanceof Reason)) {
      return { ...shown, content: markup`${shown.content}${makeNote(bundle, reasons, words)}` };
    }
    reasons.set(mime, shown);
  }
  for (const mime of Object.keys(bundle)) {
    if (!reasons.has(mime)) reasons.set(mime, new Reason(({ reasons }) => reasons.unknownType));
  }
  return needNothing(
    makeNote(bundle, reasons, words) ?? markup`<p class="note">${words.notes.emptyOutput}</p>`,
  );
}

function needNothing(content: Html): Shown {
  return { content, needs: NO_NEEDS };
}

/** Says which forms are only in the notebook, and why. */
function makeNote(
  bundle: MimeBundle,
  reasons: ReadonlyMap<string, Reason>,
  words: Words,
): Html | undefined {
  if (reasons.size === 0) return undefined;
  const forms = [...reasons].map(([mime, reason]) =>
    words.notes.form(mime, formatWhole(sizeOf(bundle[mime]), words), reason.in(words))
  );
  return markup`<p class="note">${words.notes.onlyInNotebook(forms)}</p>`;
}

/** Text that follows text of the same stream joins it. */
export function joinStreams(outputs: readonly Output[]): Output[] {
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

/** The file may hold other values than texts, such as objects that no `String()` takes. */
export function describeError({ ename, evalue, traceback }: ErrorOutput): string {
  const lines = Array.isArray(traceback) ? traceback.map(asText) : [];
  return lines.length > 0 ? lines.join("\n") : `${asText(ename)}: ${asText(evalue)}`;
}

/** The text that stands for an output where it cannot be seen. */
function describe(bundle: MimeBundle, words: Words): string {
  return findText(bundle) ?? words.pages.outputAbove;
}

function findText(bundle: MimeBundle): string | undefined {
  return Object.hasOwn(bundle, "text/plain") ? asText(bundle["text/plain"]) : undefined;
}

/** A value of a bundle as text. A notebook may hold any JSON there. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function sizeOf(value: unknown): number {
  return asText(value).length;
}
