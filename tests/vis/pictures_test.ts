/**
 * A picture of every chart, gallery and table, in pictures/: a person sees in review what a change does
 * to them. `deno task test tests/vis/pictures_test.ts -- --update` draws them anew.
 */
import { deepEqual } from "node:assert/strict";
import { render, show } from "../../lib/vis/mod.ts";
import { JUPYTER_DISPLAY } from "../../lib/jupyter/displayable.ts";
import { assertSnapshot } from "../snapshot.ts";
import { PICTURES } from "./every_function.ts";

for (const [name, make] of Object.entries(PICTURES)) {
  Deno.test(`${name} looks as it did`, async () => {
    const bundle = await make()[JUPYTER_DISPLAY]();
    const [extension, picture] = typeof bundle["image/svg+xml"] === "string"
      ? ["svg", bundle["image/svg+xml"]]
      : typeof bundle["image/png"] === "string"
      ? ["png", Uint8Array.fromBase64(bundle["image/png"])]
      : ["html", bundle["text/html"] as string];
    await assertSnapshot(new URL(`pictures/${name}.${extension}`, import.meta.url), picture);
    await assertSnapshot(
      new URL(`pictures/${name}.txt`, import.meta.url),
      `${bundle["text/plain"]}\n`,
    );
  });
}

Deno.test("there is a picture of everything that draws, and no other", () => {
  const drawn = [...Object.keys(render), ...Object.keys(show), "imageGrid", "figure"];
  const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
  const names = Object.keys(PICTURES);
  deepEqual(
    [...new Set(names.map((name) => name.split("-")[0]))].sort(),
    drawn.map(snakeCase).sort(),
  );
  const files = [...Deno.readDirSync(new URL("pictures/", import.meta.url))];
  deepEqual([...new Set(files.map(({ name }) => name.split(".")[0]))].sort(), names.sort());
});
