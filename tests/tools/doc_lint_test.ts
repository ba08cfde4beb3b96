import { deepEqual, equal, match } from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFolder, runTool } from "./notebooks.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

Deno.test("doc_lint keeps every fault but references to types of npm packages", async () => {
  // In the project's own folder, because npm packages are found from there.
  await Deno.mkdir(join(ROOT, "site"), { recursive: true });
  const file = await Deno.makeTempFile({ dir: join(ROOT, "site"), suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      file,
      `import * as tf from "@tensorflow/tfjs";
interface Own { size: number }
/** Uses a type of a package. */
export function rank(tensor: tf.Tensor): number { return tensor.rank; }
/** Extends a class of a package. */
export class Layer extends tf.layers.Layer {}
/** Uses a type of ours that is not exported. */
export function size(own: Own): number { return own.size; }
export function plain(): number { return 1; }
/** Has no return type. */
export function guess() { return tf.scalar(1); }
`,
    );
    const { code, stderr } = await runTool("doc_lint/main.ts", ROOT, file);
    equal(code, 1);
    deepEqual(
      stderr.split("\n").filter((line) => /^(error|Cannot)/.test(line)),
      [
        "error[private-type-ref]: public type 'size' references private type 'Own'",
        "error[missing-jsdoc]: exported symbol is missing JSDoc documentation",
        "error[missing-return-type]: exported function is missing an explicit return type annotation",
        "Cannot accept the documentation: expected no faults but found 3",
      ],
    );
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("doc_lint accepts what is documented", async () => {
  await using folder = await makeFolder({ "a.ts": "/** One. */\nexport const one: number = 1;\n" });
  deepEqual(await runTool("doc_lint/main.ts", folder.path, "a.ts"), {
    code: 0,
    stdout: "Checked the documentation of a.ts\n",
    stderr: "",
  });
});

Deno.test("doc_lint reports a module that is not there", async () => {
  await using folder = await makeFolder();
  const { code, stderr } = await runTool("doc_lint/main.ts", folder.path, "none.ts");
  equal(code, 1);
  match(stderr, /^Cannot check the documentation: expected deno doc to work but found: .+\n$/);
});
