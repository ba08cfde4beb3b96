/**
 * Showing what stands under a cell as a front end would.
 *
 * @module
 */
import { isPlain } from "@convbook/check";
import type { ErrorOutput, Metadata, MimeBundle, Output, StreamOutput } from "@convbook/jupyter";
import { formatWhole, type Words } from "@convbook/words";
import { balance } from "./balance.ts";
import { makeDataUrl } from "./data_url.ts";
import { parseHarmless, serialise } from "./dom.ts";
import { type ImageLook, showFigure, showImage } from "./figure.ts";
import { type Html, markup } from "./html.ts";
import { showJson } from "./json_tree.ts";
import { NO_NEEDS, type Shown } from "./needs.ts";
import { Reason } from "./reason.ts";
import { completeSvg } from "./svg.ts";
import { showText } from "./text_output.ts";
import { drawVega, VEGA_TYPES } from "./vega.ts";
import { showWidget, WIDGET_TYPE } from "./widgets.ts";

/** A form of an output larger than this (in characters) is left out of the page. */
const MAX_LENGTH = 3_000_000;

/** What showing an output takes. */
export interface OutputSurroundings {
  /** Renders text in markdown, as it stands in cells, and completes HTML. */
  markdown: {
    renderOutput(markdown: string): Promise<Shown>;
    completeHtml(html: Html): Promise<Shown>;
  };
  /** The metadata of the notebook. */
  metadata: Metadata;
  /** The folder of the notebook. */
  folder: string;
  /** Whether what draws charts of other makers may be fetched. */
  mayFetch: boolean;
  /** The words of the page. */
  words: Words;
}

/** What an output displays: its forms, and what its metadata says of each. */
interface Display {
  bundle: MimeBundle;
  metadata: Metadata;
}

/** Shows one form of an output, or tells why its value cannot be shown. */
type Show = (
  display: Display,
  surroundings: OutputSurroundings,
) => Promise<Shown | Reason> | Shown | Reason;

const showPicture = (mime: string): Show => (display, { words }) => {
  const { bundle, metadata } = display;
  const url = pictureUrl(bundle, mime);
  if (url instanceof Reason) return url;
  return needNothing(showImage(url, describe(bundle, words), readLook(metadata[mime])));
};

const showMarkdown = (mime: string): Show => ({ bundle }, { markdown }) =>
  markdown.renderOutput(asText(bundle[mime]));

const showVega = (mime: string): Show => async ({ bundle }, surroundings) => {
  const svg = await drawVega(mime, bundle[mime], surroundings);
  if (svg instanceof Reason) return svg;
  const { words } = surroundings;
  return needNothing(showImage(makeDataUrl(SVG, completeSvg(svg)), describe(bundle, words)));
};

const PLOTLY = "application/vnd.plotly.v1+json";

const BASE64 = /^[\w+/=]+$/;

const SVG = "image/svg+xml";

/** The forms that are pictures of pixels, the best first. */
const PIXELS = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** The forms that a page can show, the best first, in JupyterLab's order. */
const FORMS: Record<string, Show> = {
  [PLOTLY]: ({ bundle }, { words }) =>
    showFigure(
      bundle[PLOTLY],
      { svg: findPicture(bundle, [SVG]), other: findPicture(bundle, PIXELS) },
      findText(bundle),
      words,
    ),
  ...Object.fromEntries(VEGA_TYPES.map((mime) => [mime, showVega(mime)])),
  "text/html": async ({ bundle, metadata }, surroundings) => {
    const { markdown, words } = surroundings;
    const html = asText(bundle["text/html"]);
    if (!isIsolated(metadata)) return await showHtml(html, surroundings);
    const balanced = balance(html);
    if (balanced instanceof Reason) return balanced;
    const { content, needs } = await markdown.completeHtml(balanced);
    return {
      content: markup`<iframe class="isolated" title="${words.pages.outputAbove}" srcdoc="${
        "<!doctype html>" + content.text
      }"></iframe>`,
      needs: { ...needs, hasFrames: true },
    };
  },
  "text/markdown": showMarkdown("text/markdown"),
  "text/latex": showMarkdown("text/latex"),
  ...Object.fromEntries([SVG, ...PIXELS].map((mime) => [mime, showPicture(mime)])),
  "application/pdf": ({ bundle }, { words }) => {
    const base64 = asText(bundle["application/pdf"]).replaceAll(/\s/g, "");
    if (!BASE64.test(base64)) return new Reason(({ reasons }) => reasons.notBase64);
    return needNothing(
      markup`<p><a download="output.pdf" href="data:application/pdf;base64,${base64}">${words.pages.document}</a></p>`,
    );
  },
  [WIDGET_TYPE]: ({ bundle }, { metadata }) => {
    const shown = showWidget(bundle[WIDGET_TYPE], metadata, makeHarmless);
    return shown instanceof Reason ? shown : needNothing(shown);
  },
  "application/json": ({ bundle }, { words }) => {
    const tree = showJson(bundle["application/json"], words);
    return tree instanceof Reason ? tree : needNothing(tree);
  },
  "text/plain": ({ bundle }, { words }) =>
    needNothing(showText(asText(bundle["text/plain"]), "result", words)),
};

/** What programs add for themselves: a reader misses nothing without it. */
const FOR_PROGRAMS =
  /^application\/(?:vnd\.convbook\.|vnd\.google\.colab|vnd\.dataresource|vnd\.databricks|vnd\.microsoft|vnd\.code\.)/;

/**
 * Shows the outputs of a cell.
 *
 * @param outputs The outputs. Of each, the best form that a page can show is shown.
 * @param surroundings What showing them takes.
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
 * const show = () => Promise.resolve({ content: markup``, needs: NO_NEEDS });
 * const markdown = { renderOutput: show, completeHtml: show };
 * const [shown] = await showOutputs(outputs, {
 *   markdown,
 *   metadata: {},
 *   folder: ".",
 *   mayFetch: false,
 *   words: EN,
 * });
 * equal(shown.content.text, '<pre class="text stdout">1 &lt; 2</pre>');
 * ```
 */
export async function showOutputs(
  outputs: readonly Output[],
  surroundings: OutputSurroundings,
): Promise<Shown[]> {
  const shown: Shown[] = [];
  // One after another: each may need a DOM, and all at once more memory than there is.
  for (const output of joinStreams(outputs)) {
    shown.push(await showOutput(output, surroundings));
  }
  return shown;
}

/**
 * Shows HTML as a cell displays it.
 *
 * @param html The HTML, in any state.
 * @param surroundings What showing it takes.
 * @returns The HTML whole, or why it cannot be shown.
 */
export async function showHtml(
  html: string,
  { markdown }: Pick<OutputSurroundings, "markdown">,
): Promise<Shown | Reason> {
  const balanced = balance(html);
  if (balanced instanceof Reason) return balanced;
  const { content, needs } = await markdown.completeHtml(balanced);
  return { content: markup`<div class="html">${content}</div>`, needs };
}

async function showOutput(output: Output, surroundings: OutputSurroundings): Promise<Shown> {
  const { words } = surroundings;
  switch (output.output_type) {
    case "stream":
      return needNothing(
        showText(output.text, output.name === "stderr" ? "stderr" : "stdout", words),
      );
    case "error":
      return needNothing(showText(describeError(output), "error", words));
    default:
      return await showBundle(
        { bundle: output.data, metadata: output.metadata ?? {} },
        surroundings,
      );
  }
}

async function showBundle(display: Display, surroundings: OutputSurroundings): Promise<Shown> {
  const { bundle } = display;
  const { words } = surroundings;
  const reasons = new Map<string, Reason>();
  for (const mime of Object.keys(FORMS).filter((mime) => Object.hasOwn(bundle, mime))) {
    // Text is shortened where it is shown.
    const isTooLarge = mime !== "text/plain" && sizeOf(bundle[mime]) > MAX_LENGTH;
    const shown = isTooLarge
      ? new Reason(({ reasons }) => reasons.tooLarge)
      : await FORMS[mime](display, surroundings);
    if (!(shown instanceof Reason)) {
      // Text stands in for whatever its kernel meant to be seen.
      if (mime === "text/plain") noteUnknown(bundle, reasons);
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

/** The first picture that a bundle has of some forms, as a URL. */
function findPicture(bundle: MimeBundle, forms: readonly string[]): string | undefined {
  return forms.filter((mime) => Object.hasOwn(bundle, mime))
    .map((mime) => pictureUrl(bundle, mime))
    .find((url) => typeof url === "string");
}

function pictureUrl(bundle: MimeBundle, mime: string): string | Reason {
  const text = asText(bundle[mime]);
  if (mime === SVG) return makeDataUrl(mime, completeSvg(text));
  const base64 = text.replaceAll(/\s/g, "");
  if (!BASE64.test(base64)) return new Reason(({ reasons }) => reasons.notBase64);
  return `data:${mime};base64,${base64}`;
}

/** Says how a picture is shown, as JupyterLab reads the metadata of its form. */
function readLook(value: unknown): ImageLook {
  const { width, height, unconfined, needs_background } = isPlain(value) ? value : {};
  return {
    width: readLength(width),
    height: readLength(height),
    isUnconfined: unconfined === true,
    background: needs_background === "dark" ? "dark" : undefined,
  };
}

/** A length in px. Some programs write it as text. */
function readLength(value: unknown): number | undefined {
  const length = typeof value === "string" ? Number(value.replace(/px$/, "")) : value;
  return typeof length === "number" && length > 0 && length <= 10_000 ? length : undefined;
}

/** Whether HTML shall not mix with the page: what its form's metadata says, or that of the output. */
function isIsolated(metadata: Metadata): boolean {
  const own = metadata["text/html"];
  return Boolean(isPlain(own) && own.isolated !== undefined ? own.isolated : metadata.isolated);
}

function needNothing(content: Html): Shown {
  return { content, needs: NO_NEEDS };
}

/** Adds the forms that no page can show, but for what is not for readers. */
function noteUnknown(bundle: MimeBundle, reasons: Map<string, Reason>): void {
  for (const mime of Object.keys(bundle)) {
    if (Object.hasOwn(FORMS, mime) || FOR_PROGRAMS.test(mime)) continue;
    reasons.set(mime, new Reason(({ reasons }) => reasons.unknownType));
  }
}

/** HTML of a widget, which has less to do in a page than an output. */
function makeHarmless(html: string): Html {
  const fragment = parseHarmless(html);
  return fragment instanceof Reason ? markup`${html}` : serialise(fragment);
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
