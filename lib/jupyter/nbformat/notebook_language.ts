/**
 * Which kernel a notebook is for.
 *
 * @module
 */
import { describeError, describeValue } from "@convbook/check";
import type { Notebook } from "./nbformat.ts";

/** The languages that the Deno kernel takes. */
const OURS = /^(typescript|javascript|tsx?|jsx?)$/i;

/**
 * Tells whether a notebook is for another kernel. It is for the Deno kernel if it says so, or says nothing, or
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
  if (language !== undefined) {
    return OURS.test(language) ? undefined : describeError(new Error(language)) + kernel;
  }
  const title = `${name ?? ""} ${asText(spec?.display_name) ?? ""}`;
  if (title.trim() === "" || /deno|typescript|javascript|node/i.test(title)) return undefined;
  return `another kernel${kernel}`;
}

/**
 * Checks that a notebook can run on the Deno kernel.
 *
 * @param notebook The notebook.
 * @param name What errors call it.
 * @throws {TypeError} If it is for another kernel.
 *
 * @example
 * ```ts
 * import { expectDenoNotebook } from "./notebook_language.ts";
 * import { throws } from "node:assert/strict";
 *
 * const metadata = { language_info: { name: "python" } };
 * throws(() => expectDenoNotebook({ nbformat: 4, nbformat_minor: 5, metadata, cells: [] }, "a"), {
 *   message: "Cannot run a: expected a notebook for the Deno kernel but found one for python",
 * });
 * ```
 */
export function expectDenoNotebook(notebook: Notebook, name: string): void {
  const other = findOtherKernel(notebook);
  if (other === undefined) return;
  throw new TypeError(
    `Cannot run ${name}: expected a notebook for the Deno kernel but found one for ${other}`,
  );
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
