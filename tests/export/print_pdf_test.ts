import { equal, match, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import { findChromium, printPdf } from "../../lib/export/print_pdf.ts";
import { makeFolder } from "../tools/notebooks.ts";

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

Deno.test("printPdf() ends a browser that does not come to an end, and keeps the old PDF", async () => {
  await using folder = await makeFolder({ "a.html": "<p>a", "a.pdf": "old" });
  const browser = await makeBrowser(folder.path, "trap '' TERM; exec sleep 100");
  const page = join(folder.path, "a.html");
  await rejects(printPdf(browser, page, { seconds: 0.2 }), {
    message: `Cannot print ${page}: expected ${browser} to write a PDF within 0.2 s but found it ` +
      "still busy",
  });
  equal(await Deno.readTextFile(join(folder.path, "a.pdf")), "old");
});

Deno.test("printPdf() ends the browser at a signal, and leaves nothing of it", async () => {
  await using folder = await makeFolder({ "a.html": "<p>a" });
  const noted = join(folder.path, "arguments");
  const browser = await makeBrowser(
    folder.path,
    `echo "$@" > ${noted}.new; mv ${noted}.new ${noted}; exec sleep 100`,
  );
  const stopping = new AbortController();
  const watcher = Deno.watchFs(folder.path);
  const printing = printPdf(browser, join(folder.path, "a.html"), { signal: stopping.signal });
  for await (const { paths } of watcher) if (paths.includes(noted)) break;
  stopping.abort(new Error("stop"));
  await rejects(printing, { message: "stop" });
  const profile = /--user-data-dir=(\S+)/.exec(await Deno.readTextFile(noted))![1];
  await rejects(Deno.stat(join(profile, "..")), Deno.errors.NotFound);
});

Deno.test("printPdf() keeps what the browser said short", async () => {
  await using folder = await makeFolder({ "a.html": "<p>a" });
  const browser = await makeBrowser(folder.path, "head -c 100000 /dev/zero | tr '\\0' x >&2");
  const { message } = await printPdf(browser, join(folder.path, "a.html")).catch((error) => error);
  ok(message.length < 500, message);
});
