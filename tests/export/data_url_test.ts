import { equal, ok } from "node:assert/strict";
import { makeDataUrl } from "../../lib/export/data_url.ts";
import { markup } from "../../lib/export/html.ts";

Deno.test("makeDataUrl() keeps every character, and HTML escapes none", async () => {
  const characters = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).join("");
  const text = `${characters} ?%41#x&amp; 7 \u2028𝛼.`;
  const url = makeDataUrl("text/plain", text);
  equal(await (await fetch(url)).text(), text);
  equal(markup`${url}`.text, url);
  ok(!url.includes("'"));
});
