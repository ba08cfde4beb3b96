/**
 * Every function of `convbook/vis` with what should not be handed to it, at each of its arguments and
 * at each member of those: it gives something to show, or says what it cannot do. The kernel does not
 * check types, so a notebook gets no other warning.
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import * as vis from "../../lib/vis/mod.ts";
import { isInHouseStyle, oddCalls } from "../odd_inputs.ts";
import { RIGHT_ARGUMENTS } from "./every_function.ts";

const FUNCTIONS = new Map(
  Object.entries({ "": vis, "metrics.": vis.metrics, "render.": vis.render, "show.": vis.show })
    .flatMap(([prefix, module]) =>
      Object.entries(module).map(([name, member]) => [`${prefix}${name}`, member])
    )
    .filter((entry): entry is [string, (...given: unknown[]) => unknown] =>
      typeof entry[1] === "function"
    ),
);

Deno.test("odd inputs are tried on every function of convbook/vis", () => {
  deepEqual([...FUNCTIONS.keys()].sort(), Object.keys(RIGHT_ARGUMENTS).sort());
});

for (const [name, right] of Object.entries(RIGHT_ARGUMENTS)) {
  Deno.test(`${name}() shows odd input or says why not, without leaks`, async () => {
    const call = FUNCTIONS.get(name)!;
    ok(call(...right) !== undefined);
    const before = tf.memory().numTensors;
    const problems: string[] = [];
    for (const { where, given } of oddCalls(right)) {
      let shown: unknown;
      try {
        shown = call(...given);
      } catch (error) {
        if (!isInHouseStyle(error)) problems.push(`${where}: ${String(error).slice(0, 300)}`);
        continue;
      }
      // Metrics give numbers, images are drawn; how figures are drawn is tested with the figures.
      try {
        if (name.startsWith("metrics.")) JSON.stringify(shown);
        else if (typeof (shown as vis.ImageGrid).toPng === "function") {
          await (shown as vis.ImageGrid).toPng();
        } else if (name !== "show.fitCallbacks") ok((shown as vis.Shown).text.length > 0);
      } catch (error) {
        problems.push(`${where}, when shown: ${(error as Error).message.slice(0, 300)}`);
      }
    }
    deepEqual(problems, []);
    equal(tf.memory().numTensors, before);
  });
}
