/**
 * Files that hold what something made last time, for a person to look at in review.
 *
 * @module
 */
import { fail } from "node:assert/strict";
import { fileURLToPath } from "node:url";

/**
 * Compares what was made with the file that holds what was made last time. With `--update` after `--`
 * it writes the file instead: `deno task test FILE -- --update`.
 *
 * @param file The file.
 * @param made What was made: text, or bytes.
 */
export async function assertSnapshot(file: URL, made: string | Uint8Array): Promise<void> {
  const bytes = typeof made === "string" ? new TextEncoder().encode(made) : made;
  if (Deno.args.includes("--update")) {
    await Deno.mkdir(new URL(".", file), { recursive: true });
    return await Deno.writeFile(file, bytes);
  }
  const name = fileURLToPath(file);
  const kept = await Deno.readFile(file).catch(() => fail(`${name} does not exist; ${HINT}`));
  const isSame = kept.length === bytes.length && kept.every((byte, i) => byte === bytes[i]);
  if (!isSame) fail(`${name} is not what is made now${firstDifference(kept, bytes)}; ${HINT}`);
}

const HINT = "if that is right, run this test with `-- --update`, look at the file and commit it";

/** Where two texts differ first, a little of both; nothing for other bytes. */
function firstDifference(kept: Uint8Array, made: Uint8Array): string {
  const texts = [kept, made].map((bytes) => new TextDecoder().decode(bytes));
  if (texts.some((text) => text.includes("\0"))) return "";
  const [a, b] = texts.map((text) => text.split(/(?=[<\n])/));
  const at = a.findIndex((part, i) => part !== b[i]);
  const show = (parts: string[]) =>
    JSON.stringify((parts[at < 0 ? a.length : at] ?? "").slice(0, 200));
  return `: expected ${show(a)} but found ${show(b)}`;
}
