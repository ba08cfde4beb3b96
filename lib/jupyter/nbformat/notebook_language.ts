/**
 * Which kernel a notebook is for.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { Notebook } from "./nbformat.ts";

/** The languages that the Deno kernel takes. */
const OURS = /^(typescript|javascript|tsx?|jsx?)$/i;

/**
 * Checks that a notebook is for the Deno kernel: that it says so, or that it says nothing, or that it
 * is in TypeScript or JavaScript for another kernel.
 *
 * @param notebook The notebook.
 * @returns What it is for instead, as in `python (its kernel is "python3")`; `undefined` if it is for
 * the Deno kernel.
 *
 * @example
 * ```ts
 * import { findOtherKernel } from "./notebook_language.ts";
 * import { equal } from "node:assert/strict";
 *
 * const kernelspec = { name: "python3", display_name: "Python 3", language: "python" };
 * const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: [] } as const;
 * equal(findOtherKernel({ ...notebook, cells: [] }), 'python (its kernel is "python3")');
 * equal(findOtherKernel({ ...notebook, metadata: {}, cells: [] }), undefined);
 * ```
 */
export function findOtherKernel({ metadata }: Notebook): string | undefined {
  const spec = metadata.kernelspec as Record<string, unknown> | null | undefined;
  const info = metadata.language_info as Record<string, unknown> | null | undefined;
  const name = asText(spec?.name);
  if (name === "deno") return undefined;
  // A kernel that was chosen and has not run yet is in kernelspec alone.
  const language = asText(spec?.language) ?? asText(info?.name);
  const kernel = name === undefined ? "" : ` (its kernel is ${describeValue(name)})`;
  if (language !== undefined) return OURS.test(language) ? undefined : `${language}${kernel}`;
  const title = `${name ?? ""} ${asText(spec?.display_name) ?? ""}`;
  if (title.trim() === "" || /deno|typescript|javascript|node/i.test(title)) return undefined;
  return `another kernel${kernel}`;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
