/**
 * Paths as the caller means them.
 *
 * @module
 */
import { relative } from "node:path";
import { describeError } from "@convbook/check";

/**
 * Goes to the folder from which `deno task` was called, so that paths of the command line mean what
 * they mean there. The task itself runs in the root, and leaves word in `INIT_CWD`.
 *
 * @returns The path from there to the root. It is empty if they are the same.
 * @throws {Error} If the folder is not there any more.
 *
 * @example
 * ```ts
 * import { enterCallerFolder } from "./enter_caller_folder.ts";
 * import { equal } from "node:assert/strict";
 *
 * const root = Deno.cwd();
 * Deno.env.set("INIT_CWD", `${root}/tools`);
 * equal(enterCallerFolder(), "..");
 * equal(Deno.cwd().endsWith("tools"), true);
 * Deno.chdir(root);
 * Deno.env.delete("INIT_CWD");
 * ```
 */
export function enterCallerFolder(): string {
  const caller = Deno.env.get("INIT_CWD") ?? ".";
  try {
    const root = Deno.cwd();
    Deno.chdir(caller);
    return relative(Deno.cwd(), root);
  } catch (cause) {
    throw new Error(
      `Cannot start in ${caller}: expected a folder that is there but found: ` +
        describeError(cause),
      { cause },
    );
  }
}
