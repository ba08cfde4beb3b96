import { fileURLToPath } from "node:url";

/**
 * Runs a script in a process of its own, with the project's import map.
 *
 * @param code The script.
 * @returns What it wrote to its standard output, without the last line break.
 */
export async function runScript(code: string): Promise<string> {
  const path = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(path, code);
    const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
    const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--config", config, path],
    }).output();
    if (!success) throw new Error(`The script failed: ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout).trimEnd();
  } finally {
    await Deno.remove(path);
  }
}
