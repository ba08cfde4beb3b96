/**
 * Running a script in a process of its own, for what happens once in a process.
 *
 * @module
 */

const ROOT = new URL("../", import.meta.url);

/** What a script printed and how it ended. */
export interface ScriptResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Variables that change what the backend does, unset: an empty one counts as that. */
const UNSET = { CONVBOOK_BACKEND: "", CONVBOOK_THREADS: "" };

/** Runs TypeScript with the project's import map, the given permissions and the given variables. */
export async function runScript(
  source: string,
  permissions: string[],
  env: Record<string, string> = {},
): Promise<ScriptResult> {
  const script = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(script, source.replaceAll("#lib/", new URL("lib/", ROOT).href));
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-prompt", "--config=deno.json", ...permissions, script],
      cwd: ROOT,
      env: { ...UNSET, ...env },
    });
    const { code, stdout, stderr } = await command.output();
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  } finally {
    await Deno.remove(script);
  }
}
