import { equal, match, rejects } from "node:assert/strict";
import { join } from "node:path";
import { findChromium, printPdf } from "../../../tools/export/print_pdf.ts";
import { makeFolder } from "../notebooks.ts";

/** A program that takes Chromium's place: it notes its arguments, and may write the PDF. */
async function makeBrowser(folder: string, script: string): Promise<string> {
  const path = join(folder, "chromium");
  await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`);
  await Deno.chmod(path, 0o755);
  return path;
}

Deno.test("findChromium() looks along the search path, then says what is missing", async () => {
  await using folder = await makeFolder();
  const path = Deno.env.get("PATH")!;
  try {
    Deno.env.set("PATH", folder.path);
    await rejects(findChromium(), {
      message:
        "Cannot print a PDF: expected Chromium, Chrome or Edge but found none; install one " +
        "of them, or leave out --pdf and print the page from your browser",
    });
    const browser = await makeBrowser(folder.path, "true");
    equal(await findChromium(), browser);
  } finally {
    Deno.env.set("PATH", path);
  }
});

Deno.test("printPdf() has the browser print the page beside itself", async () => {
  await using folder = await makeFolder({ "a b.html": "<p>a" });
  const browser = await makeBrowser(
    folder.path,
    `for a in "$@"; do case $a in --print-to-pdf=*) echo "$@" > "\${a#*=}";; esac; done`,
  );
  const pdf = await printPdf(browser, join(folder.path, "a b.html"));
  equal(pdf, join(folder.path, "a b.pdf"));
  match(
    await Deno.readTextFile(pdf),
    /--headless .*--no-pdf-header-footer .* file:.*a%20b\.html\n$/,
  );
});

Deno.test("printPdf() says what the browser said", async () => {
  await using folder = await makeFolder({ "a.html": "<p>a" });
  const browser = await makeBrowser(folder.path, "echo no display >&2; exit 1");
  await rejects(printPdf(browser, join(folder.path, "a.html")), {
    message: `Cannot print ${join(folder.path, "a.html")}: expected ${browser} to write a PDF ` +
      "but found: no display",
  });
});
