/**
 * Drawing diagrams of Mermaid, with a Chromium that is installed here: Mermaid measures what a browser
 * lays out. Its package is not installed with this one: it is fetched when the first diagram has to be
 * drawn, if that is allowed.
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium } from "./print_pdf.ts";
import { Reason } from "./reason.ts";
import { runBrowser } from "./run_browser.ts";

/** The version that is fetched: one file with all that it needs. */
const PACKAGE = "npm:mermaid@11.12.0/dist/mermaid.min.js";

/** How long a diagram may take, in seconds. Chromium takes 1 to start. */
const MAX_SECONDS = 20;

/** Prints the package's file. */
const PROGRAM = `import text from ${JSON.stringify(PACKAGE)} with { type: "text" };
await new Blob([text]).stream().pipeTo(Deno.stdout.writable);`;

/** A diagram. */
export interface Diagram {
  /** The SVG. */
  svg: string;
  /** Its width in px. */
  width: number;
}

/** The package's file, by whether it may be fetched; missing where it cannot be had. */
const scripts = new Map<boolean, Promise<string | undefined>>();

/**
 * Draws a diagram.
 *
 * @param source What is drawn.
 * @param mayFetch Whether Mermaid may be fetched.
 * @returns The diagram, or why there is none.
 */
export async function drawMermaid(source: string, mayFetch: boolean): Promise<Diagram | Reason> {
  const chromium = await findChromium().catch(() => undefined);
  if (chromium === undefined) return new Reason(({ reasons }) => reasons.mermaidNeedsBrowser);
  if (!scripts.has(mayFetch)) scripts.set(mayFetch, loadScript(mayFetch));
  const script = await scripts.get(mayFetch);
  if (script === undefined) {
    console.warn(
      "Cannot draw a diagram of Mermaid: expected its package but found none; export again with " +
        "--fetch to fetch it from npm",
    );
    return new Reason(({ reasons }) => reasons.mermaidNotFetched);
  }
  const folder = await Deno.makeTempDir({ prefix: "convbook-mermaid-" });
  try {
    const page = join(folder, "page.html");
    await Deno.writeTextFile(page, makePage(script, source));
    const args = [
      `--user-data-dir=${join(folder, "profile")}`,
      "--virtual-time-budget=5000",
      "--dump-dom",
      pathToFileURL(page).href,
    ];
    const result = await runBrowser(chromium, args, { seconds: MAX_SECONDS });
    const svg = readSvg(result?.output ?? "");
    const width = Number(/viewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)/.exec(svg ?? "")?.[1]);
    return svg !== undefined && width > 0
      ? { svg, width: Math.ceil(width) }
      : new Reason(({ reasons }) => reasons.mermaidNotDrawn);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function loadScript(mayFetch: boolean): Promise<string | undefined> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-config",
      "--no-lock",
      "--node-modules-dir=none",
      "--unstable-raw-imports",
      ...mayFetch ? [] : ["--cached-only"],
      `data:text/javascript,${encodeURIComponent(PROGRAM)}`,
    ],
    stdin: "null",
    stderr: "null",
  }).output();
  return success ? new TextDecoder().decode(stdout) : undefined;
}

/** The page can load nothing, and gives the diagram away in an attribute. */
function makePage(script: string, source: string): string {
  const inert = (text: string) => text.replaceAll(/<(?=\/script|!--)/gi, "\\x3C");
  const data = JSON.stringify(source).replaceAll("<", "\\u003c");
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"
content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'">
<body><script>${inert(script)}</script><script>
mermaid.initialize({
  startOnLoad: false,
  securityLevel: "strict",
  htmlLabels: false,
  flowchart: { htmlLabels: false },
  fontFamily: "Arial, sans-serif",
});
mermaid.render("diagram", ${data}).then(({ svg }) => {
  const bytes = new TextEncoder().encode(svg);
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  document.body.dataset.svg = btoa(text);
});
</script>`;
}

function readSvg(dom: string): string | undefined {
  const base64 = /<body[^>]* data-svg="([^"]+)"/.exec(dom)?.[1];
  return base64 && new TextDecoder().decode(Uint8Array.fromBase64(base64));
}
