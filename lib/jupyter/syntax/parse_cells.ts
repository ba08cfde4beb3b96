/**
 * Parsing cells as the kernel does.
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CellSyntax } from "./cell_syntax_plugin.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { lint } from "./lint.ts";
import { makeTemporaryFolder } from "./temporary_folder.ts";

/** A cell as the kernel reads it. */
export interface ParsedCell {
  /** Its text: that of the source, in parentheses if the kernel takes it for an object. */
  text: string;
  /** What is known of it; absent if it does not parse. */
  syntax?: CellSyntax;
  /** Whether it parses with JSX only. */
  hasJsx: boolean;
  /** Why it does not parse: the first reason, if there are several. */
  error?: Pick<Diagnostic, "message" | "line" | "column">;
}

/** What the kernel tries, in this order. */
const EXTENSIONS = ["tsx", "ts"] as const;

/**
 * Parses cells as the kernel does (Deno 2.9.6, `cli/tools/repl/session.rs`): with JSX, and if that
 * fails, without; one that begins with `{` and does not end with `;` first as an object.
 *
 * @param sources The sources of the cells.
 * @param signal Stops it, with the signal's reason.
 * @returns The cells, in order.
 * @throws {Error} If Deno's parser cannot be run.
 *
 * @example
 * ```ts
 * import { parseCells } from "./parse_cells.ts";
 * import { equal } from "node:assert/strict";
 *
 * const [object, unclosed] = await parseCells(["{ a: 1 }", "f(1"]);
 * equal(object.text, "({ a: 1 })");
 * equal(unclosed.error?.message, "SyntaxError: Expected ',', got '<eof>'");
 * ```
 */
export async function parseCells(
  sources: readonly string[],
  signal?: AbortSignal,
): Promise<ParsedCell[]> {
  if (sources.length === 0) return [];
  await using folder = await makeTemporaryFolder("parse cells");
  const config = join(folder.path, "deno.json");
  const plugin = new URL("./cell_syntax_plugin.ts", import.meta.url).href;
  const rules = { tags: [], include: [] };
  await Deno.writeTextFile(config, JSON.stringify({ lint: { plugins: [plugin], rules } }));
  const cells = sources.map((source, cell) =>
    listTexts(source).flatMap((text, index) =>
      EXTENSIONS.map((extension) => {
        const path = join(folder.path, `${cell}_${index}.${extension}`);
        return { text, extension, path, url: pathToFileURL(path).href };
      })
    )
  );
  const files = cells.flat();
  for (const { path, text } of files) await Deno.writeTextFile(path, hideDirectives(text));
  const args = ["--config", config, ...files.map(({ path }) => path)];
  const { reports, faults } = await lint(args, { signal });
  const syntaxes = new Map(
    reports.map(({ filename, message }) => [filename, JSON.parse(message) as CellSyntax]),
  );
  const errors = Map.groupBy(faults, ({ url }) => url);
  return cells.map((tried) => {
    const read = tried.find(({ url }) => syntaxes.has(url) && !errors.has(url));
    if (read !== undefined) {
      return {
        text: read.text,
        syntax: syntaxes.get(read.url),
        hasJsx: read.extension === "tsx" && errors.has(read.url.replace(/x$/, "")),
      };
    }
    // What the kernel says is said of the source as it stands, read with JSX.
    const last = tried.findLast(({ extension }) => extension === "tsx")!;
    return { text: last.text, hasJsx: false, error: errors.get(last.url)?.[0] };
  });
}

function listTexts(source: string): string[] {
  const isObject = source.trimStart().startsWith("{") && !source.trimEnd().endsWith(";");
  return isObject ? [`(${source})`, source] : [source];
}

/** A cell may tell `deno lint` to look away. Offsets stay. */
function hideDirectives(text: string): string {
  return text.replaceAll("deno-lint-ignore", "deno_lint_ignore");
}
