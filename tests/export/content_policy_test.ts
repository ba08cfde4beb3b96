import { deepEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import { listFiles } from "../tools/notebooks.ts";
import { makeLessonNotebook, open, PAGES, SINGLE, SINGLE_SLIDES, SLIDES, write } from "./sites.ts";

const FORMS = [
  ["a site", PAGES, 2],
  ["slides", SLIDES, 2],
  ["single files", SINGLE, 1],
  ["slides in single files", SINGLE_SLIDES, 1],
] as const;

for (const [name, form, count] of FORMS) {
  Deno.test(`writeSite() gives every page of ${name} a policy, before all that it is for`, async () => {
    await using site = await write({ "a.ipynb": makeLessonNotebook(1) }, { form });
    const pages = listFiles(site.path).filter((name) => name.endsWith(".html"));
    equal(pages.length, count);
    for (const name of pages) {
      const { head } = await open(join(site.path, name));
      const [charset, policy] = head.children;
      ok(charset.hasAttribute("charset"));
      equal(policy.getAttribute("http-equiv"), "Content-Security-Policy");
      const kinds = Object.fromEntries(
        policy.getAttribute("content")!.split("; ").map((part) => {
          const [kind, ...sources] = part.split(" ");
          return [kind, sources];
        }),
      );
      deepEqual(kinds["default-src"], ["'none'"]);
      // No kind may come from another computer.
      const inside = ["'none'", "'self'", "file:", "data:", "blob:", "'unsafe-inline'"];
      deepEqual(Object.values(kinds).flat().filter((source) => !inside.includes(source)), []);
      for (const kind of ["connect-src", "frame-src", "object-src", "worker-src", "child-src"]) {
        equal(kinds[kind], undefined); // so default-src holds
      }
      // These have no default.
      deepEqual([kinds["base-uri"], kinds["form-action"]], [["'none'"], ["'none'"]]);
    }
  });
}
