/**
 * Checks the documentation of what the library exports: `deno task doc:lint`, or with the names of
 * other modules.
 *
 * Prints what `deno doc --lint` finds, without references to types that npm packages declare: those
 * cannot be exported from here. Exit codes: 0 if nothing remains, 1 if something does, 2 if the
 * command line is wrong.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeError } from "@convbook/check";
import { runCommand } from "../command_line/run_command.ts";
import { runDeno } from "@convbook/jupyter";
import { dropNpmReferences, dropSelfEvident, readDocDiagnostics } from "./doc_diagnostics.ts";

const COMMAND = {
  name: "doc:lint",
  action: "check the documentation",
  purpose: "check the documentation of what modules export",
  operands: "[FILE…]",
  details: [
    "Without files it checks what every package in lib/ exports. References to types that npm packages " +
    "declare are left out: those cannot be exported from here.",
    "Exit codes: 0 if nothing is wrong, 1 if something is, 2 if the command line is wrong.",
  ],
};

if (import.meta.main) {
  await runCommand(COMMAND, async ({ operands }, signal) => {
    const entryPoints = operands.length > 0 ? operands : listPackages();
    const { success, stderr } = await runDeno(["doc", "--lint", "--quiet", ...entryPoints], {
      signal,
    });
    const found = success ? [] : readDocDiagnostics(stderr);
    if (!success && found.length === 0) {
      throw new Error(
        "Cannot check the documentation: expected deno doc to work but found: " +
          describeError(new Error(stderr)),
      );
    }
    const remaining = dropSelfEvident(
      dropNpmReferences(found, await readOwnModules(entryPoints, signal)),
    );
    if (remaining.length > 0) {
      console.error(remaining.map((diagnostic) => diagnostic.text).join("\n\n"));
      throw new Error(
        `Cannot accept the documentation: expected no faults but found ${remaining.length}`,
      );
    }
    console.log(`Checked the documentation of ${entryPoints.join(", ")}`);
  });
}

/** The modules that other code imports: one for each package in `lib/`. */
function listPackages(): string[] {
  return Array.from(Deno.readDirSync("lib"), ({ name }) => join("lib", name, "mod.ts")).sort();
}

/** Reads the modules in the entry points' graphs that are files, and not in an npm package. */
async function readOwnModules(
  entryPoints: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const paths = new Set<string>();
  for (const entryPoint of entryPoints) {
    const { success, stdout, stderr } = await runDeno(["info", "--json", entryPoint], { signal });
    if (!success) {
      throw new Error(
        `Cannot read ${entryPoint}: expected a module but found: ${
          describeError(new Error(stderr))
        }`,
      );
    }
    for (const { specifier } of JSON.parse(stdout).modules) {
      if (specifier.startsWith("file:") && !specifier.includes("/node_modules/")) {
        paths.add(fileURLToPath(specifier));
      }
    }
  }
  return await Promise.all([...paths].map((path) => Deno.readTextFile(path)));
}
