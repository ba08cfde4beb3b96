/**
 * Drawing the charts of Vega and Vega-Lite, which other programs display. Their packages are not
 * installed with this one: they are fetched when the first chart has to be drawn, if that is allowed.
 *
 * @module
 */
import { extname } from "node:path";
import { isPlain } from "@convbook/check";
import { DATA_TYPES, decodeSource, MAX_DATA_BYTES } from "@convbook/jupyter";
import { Drawing, NotDrawnError } from "./drawing_program.ts";
import { NoFileError, readLocalFile } from "./local_file.ts";
import { Reason } from "./reason.ts";

/** The versions that are fetched. */
const PACKAGES = { vega: "npm:vega@6.2.0", vegaLite: "npm:vega-lite@6.4.1" };

/** Charts know the versions of their makers, which later ones still draw. */
const VERSIONS = [2, 3, 4, 5, 6];

/** The MIME types of charts. */
export const VEGA_TYPES: readonly string[] = VERSIONS.flatMap((version) => [
  `application/vnd.vegalite.v${version}+json`,
  `application/vnd.vega.v${version}+json`,
]);

/**
 * The program that draws. It stands here as text, since its packages are none of this program's. It has
 * no permission to read or load anything.
 */
const PROGRAM = `
import * as vega from ${JSON.stringify(PACKAGES.vega)};
import { compile } from ${JSON.stringify(PACKAGES.vegaLite)};
const loader = vega.loader();
loader.load = () => Promise.reject(new Error("it names data from elsewhere"));
console.log("{}");
let rest = "";
for await (const part of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + part).split("\\n");
  rest = lines.pop();
  for (const line of lines) {
    try {
      const { spec, isLite } = JSON.parse(line);
      const full = isLite ? compile(spec, { logger: vega.logger(vega.None) }).spec : spec;
      const options = { renderer: "none", loader, logLevel: vega.None };
      const svg = await new vega.View(vega.parse(full), options).toSVG();
      console.log(JSON.stringify({ svg }));
    } catch (error) {
      console.log(JSON.stringify({ error: String(error?.message ?? error) }));
    }
  }
}
`;

const FLAGS = ["--no-config", "--no-lock", "--node-modules-dir=none", "--allow-env"];
const ADDRESS = `data:text/javascript,${encodeURIComponent(PROGRAM)}`;

/** Draws what is here already, or with what is fetched for it. */
const DRAWINGS = {
  cached: new Drawing([...FLAGS, "--cached-only", ADDRESS]),
  fetched: new Drawing([...FLAGS, ADDRESS]),
};

/**
 * Draws a chart of Vega or Vega-Lite as SVG.
 *
 * @param mime Its MIME type.
 * @param value Its specification. Data that it names must lie in the notebook's folder.
 * @param surroundings That folder, and whether the packages that draw may be fetched.
 * @returns The SVG, or why there is none.
 *
 * @example
 * ```ts
 * import { drawVega } from "./vega.ts";
 * import { Reason } from "./reason.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * const surroundings = { folder: ".", mayFetch: false };
 * const drawn = await drawVega("application/vnd.vegalite.v5+json", "nonsense", surroundings);
 * equal(drawn instanceof Reason && drawn.in(EN), "it is not a chart");
 * ```
 */
export async function drawVega(
  mime: string,
  value: unknown,
  { folder, mayFetch }: { folder: string; mayFetch: boolean },
): Promise<string | Reason> {
  if (!isPlain(value)) return new Reason(({ reasons }) => reasons.noChart);
  try {
    const spec = await embedData(value, folder);
    const json = JSON.stringify({ spec, isLite: mime.includes("vegalite") });
    // Fetching takes its time.
    return await (mayFetch ? DRAWINGS.fetched.draw(json, 120) : DRAWINGS.cached.draw(json));
  } catch (error) {
    if (error instanceof NoFileError) {
      const { message } = error;
      return new Reason(({ reasons }) => reasons.chartNotDrawn(message));
    }
    if (error instanceof NotDrawnError) {
      if (!error.isNotStarted) return error.reason;
      console.warn(
        "Cannot draw a chart of Vega: expected its packages but found none; export again with --fetch " +
          "to fetch them from npm",
      );
      return new Reason(({ reasons }) => reasons.vegaNotFetched);
    }
    const message = error instanceof Error ? error.message : String(error);
    return new Reason(({ reasons }) => reasons.chartNotDrawn(message.slice(0, 200)));
  }
}

/** Puts the data into a specification that lie beside the notebook. */
async function embedData(value: unknown, folder: string): Promise<unknown> {
  if (Array.isArray(value)) return await Promise.all(value.map((item) => embedData(item, folder)));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(async ([key, item]) =>
    [key, await embedData(item, folder)] as const
  );
  const copy = Object.fromEntries(await Promise.all(entries));
  if (typeof value.url !== "string" || value.url.startsWith("data:")) return copy;
  // Without its data, a chart would be drawn empty.
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(value.url)) {
    throw new NoFileError("it takes data from elsewhere");
  }
  const path = decodeSource(value.url.replace(/[?#].*$/s, ""));
  const type = extname(path).slice(1).toLowerCase();
  if (!Object.hasOwn(DATA_TYPES, `.${type}`)) return copy;
  const { url: _, ...rest } = copy;
  const text = new TextDecoder().decode(await readLocalFile(path, [folder], MAX_DATA_BYTES));
  const isJson = ["json", "geojson"].includes(type);
  return {
    ...rest,
    values: isJson ? JSON.parse(text) : text,
    format: { type: isJson ? "json" : type, ...isPlain(rest.format) ? rest.format : {} },
  };
}
