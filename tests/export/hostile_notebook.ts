/**
 * A notebook that tries to break the page it is shown in.
 *
 * @module
 */
import type { Cell, Notebook, Output } from "../../lib/jupyter/nbformat/nbformat.ts";
import { makeCell, makeNotebook } from "../tools/notebooks.ts";

/** Ends whatever it stands in, and opens what nobody ends. */
export const BREAKOUT = `</script></style></title></p></details></section></main></body></html>` +
  `"'><script>globalThis.broken = true</script><img alt=x src=data:,x onerror="globalThis.broken = true">` +
  `<!-- <plaintext><textarea><svg><style>`;

/** Makes the notebook. */
export function makeHostileNotebook(): Notebook {
  const markdown = (source: string): Cell => ({ cell_type: "markdown", metadata: {}, source });
  const display = (data: Record<string, unknown>): Output => ({
    output_type: "display_data",
    data,
    metadata: {},
  });
  const figure = {
    data: [{ type: "bar", x: ["a", "b"], y: [1, 2], name: BREAKOUT }],
    layout: { title: { text: BREAKOUT }, width: 400, height: 300 },
  };
  return {
    ...makeNotebook(),
    metadata: { title: BREAKOUT, kernelspec: { name: BREAKOUT, language: BREAKOUT } },
    cells: [
      markdown(`# Title \\<b> ${BREAKOUT}`),
      markdown(`## ${BREAKOUT}`),
      markdown("## main\n\n## contents\n\n## Plotly\n\n## location"),
      markdown(BREAKOUT),
      markdown(`<div style="position: fixed; inset: 0"><details><p title="`),
      markdown(`[a](javascript:globalThis.broken=true) ![b](https://example.invalid/b.png)`),
      markdown(`$\\href{javascript:globalThis.broken=true}{x}$ $${BREAKOUT}$`),
      markdown("```" + BREAKOUT + "\n" + BREAKOUT),
      { cell_type: "raw", metadata: {}, source: BREAKOUT },
      {
        ...makeCell(BREAKOUT),
        outputs: [
          { output_type: "stream", name: BREAKOUT, text: BREAKOUT },
          { output_type: "error", ename: BREAKOUT, evalue: BREAKOUT, traceback: [] },
          display({ "text/plain": BREAKOUT }),
          display({ "text/html": "<b>open<div><table><tr><td>a</main><!-- " }),
          display({ "text/html": `<p id="live"></p><script>live.textContent = "</p>"` }),
          display({ "text/markdown": BREAKOUT }),
          display({ "text/latex": `$$${BREAKOUT}$$` }),
          display({ "image/png": BREAKOUT, "text/plain": BREAKOUT }),
          display({ "image/svg+xml": BREAKOUT }),
          display({ "application/json": { [BREAKOUT]: BREAKOUT } }),
          display({ [BREAKOUT]: BREAKOUT }),
          display({
            "application/vnd.plotly.v1+json": figure,
            "image/svg+xml": BREAKOUT,
            "text/plain": BREAKOUT,
          }),
        ],
      },
      markdown("## The end\n\nStill here."),
    ],
  };
}
