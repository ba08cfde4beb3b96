/**
 * A notebook whose outputs use the class names of pages and slides.
 *
 * @module
 */
import type { Cell, Notebook } from "../../lib/jupyter/nbformat/nbformat.ts";
import { makeCell, makeNotebook } from "../tools/notebooks.ts";

/** Every class that a page or its scripts look for, in an output. */
const OUTPUT = `<main id="main"><div class="slide"><p class="fragment">a fragment</p>
<p class="notes">notes</p><p class="bar">a bar</p><p class="skip">a skip</p>
<p class="facts">facts</p><p class="neighbours">neighbours</p><p class="source">a source</p>
<nav class="contents"><details open><summary>Contents</summary>all of it</details></nav>
<div class="controls"><output>7</output><button class="back">mine</button></div></div></main>`;

/** Makes the notebook: five slides, of which the third has a fragment and the fourth is long. */
export function makeUnluckyNotebook(): Notebook {
  const markdown = (source: string, slide_type: string): Cell => ({
    cell_type: "markdown",
    metadata: { slideshow: { slide_type } },
    source,
  });
  const wide = `const wide = "${"x".repeat(150)}";`;
  return {
    ...makeNotebook(),
    cells: [
      markdown("# Unlucky\n\n[to the end](#The-end), [to three](#3)", "slide"),
      markdown("## An output", "slide"),
      {
        ...makeCell("1"),
        outputs: [{ output_type: "display_data", metadata: {}, data: { "text/html": OUTPUT } }],
      },
      markdown("## 3", "slide"),
      { ...makeCell(wide), metadata: { slideshow: { slide_type: "fragment" } } },
      markdown("What nobody else sees.", "notes"),
      markdown(`## Long\n\n${"A line.\n\n".repeat(60)}`, "slide"),
      markdown("## The end", "slide"),
    ],
  };
}
