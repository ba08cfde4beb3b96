/**
 * Running a Chromium that is installed here, without a window.
 *
 * @module
 */
import { describeError } from "@convbook/check";

/** What a browser has written. */
export interface BrowserResult {
  /** What it was asked for. */
  output: string;
  /** The last line of what else it says. */
  said: string;
}

/**
 * Runs a browser without a window until it ends.
 *
 * @param chromium The path of the browser.
 * @param args What it is asked for.
 * @param options What stops it, and how many seconds it may take.
 * @returns What it has written, or `undefined` if it had to be ended.
 */
export async function runBrowser(
  chromium: string,
  args: readonly string[],
  { signal, seconds }: { signal?: AbortSignal; seconds: number },
): Promise<BrowserResult | undefined> {
  const browser = new Deno.Command(chromium, {
    args: [
      "--headless",
      "--disable-gpu",
      "--disable-background-networking",
      // Chromium's sandbox does not work for root, as in a container.
      ...(Deno.build.os === "linux" && Deno.uid() === 0 ? ["--no-sandbox"] : []),
      ...args,
    ],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let isEnded = false;
  // SIGKILL: a page in a loop keeps the browser from ending when it is asked to.
  const end = () => {
    isEnded = true;
    try {
      browser.kill("SIGKILL");
    } catch { /* it has ended by itself */ }
  };
  const timer = setTimeout(end, seconds * 1000);
  signal?.addEventListener("abort", end);
  try {
    const { stdout, stderr } = await browser.output();
    if (isEnded) return undefined;
    const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    const said = decode(stderr).trim().split("\n").at(-1);
    return { output: decode(stdout), said: describeError(new Error(said || "nothing")) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}
