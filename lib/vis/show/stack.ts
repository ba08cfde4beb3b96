/**
 * Several displayables below each other, as one.
 *
 * @module
 */
import { JUPYTER_DISPLAY, type MimeBundle, type Shown } from "@convbook/jupyter/displayable";
import { escapeHtml } from "@convbook/jupyter/escape_html";

/** A part of a stack: a heading, if any, and what stands below it. */
export interface StackPart {
  /** The line above the part. */
  heading?: string;
  /** A table, a figure or an image grid. */
  content: Shown;
}

/** Returns a bundle's richest form that a page can hold; images with the text they stand for. */
function asHtml(bundle: MimeBundle): string {
  const alt = escapeHtml(bundle["text/plain"] as string);
  const image = (type: string, base64: string) =>
    `<img src="data:${type};base64,${base64}" alt="${alt}">`;
  if (typeof bundle["text/html"] === "string") return bundle["text/html"];
  if (typeof bundle["image/png"] === "string") return image("image/png", bundle["image/png"]);
  const svg = bundle["image/svg+xml"] as string;
  return image("image/svg+xml", new TextEncoder().encode(svg).toBase64());
}

/**
 * Puts displayables below each other, since a cell shows only the last one.
 *
 * @param parts The parts, from the top.
 * @returns One displayable, in HTML and in plain text: the texts of all parts, with their headings.
 */
export function stack(parts: readonly StackPart[]): Shown {
  const text = parts
    .map(({ heading, content }) =>
      heading === undefined ? content.text : `${heading}\n${content.text}`
    )
    .join("\n\n");
  return {
    text,
    async [JUPYTER_DISPLAY](): Promise<MimeBundle> {
      const blocks: string[] = [];
      for (const { heading, content } of parts) { // one after the other: Plotly draws one at a time
        const title = heading === undefined ? "" : `<div><b>${escapeHtml(heading)}</b></div>\n`;
        blocks.push(`${title}<div>${asHtml(await content[JUPYTER_DISPLAY]())}</div>`);
      }
      return { "text/html": blocks.join("\n"), "text/plain": text };
    },
  };
}
