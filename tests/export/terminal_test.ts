import { deepEqual, equal } from "node:assert/strict";
import { readTerminal } from "../../lib/export/terminal.ts";
import { plainText, showText } from "../../lib/export/text_output.ts";
import { EN } from "../../lib/words/mod.ts";

/** What programs print, and what stands there in the end. */
const TEXTS: [name: string, text: string, expected: string][] = [
  ["a bar of Keras", `1/3 loss: 2.3${"\b".repeat(40)}\r3/3 loss: 1.9\n`, "3/3 loss: 1.9\n"],
  ["a spinner", "|\b/\b-\b\\\bdone", "done"],
  ["more backspaces than letters", "ab\n\b\b\bc", "ab\nc"],
  ["a percentage", "10 %\b\b\b\b100 %", "100 %"],
  ["a carriage return", "10 % of all\r20 %", "20 % of all"],
  ["lines of Windows", "a\r\nb\r\n", "a\nb\n"],
  ["a line that is erased", "downloading\r\x1b[Kdone", "done"],
  ["a line that is erased from the middle", "abcdef\x1b[3D\x1b[K", "abc"],
  ["a line erased whole", "abc\x1b[2Kd", "   d"],
  ["the line above", "a 1\nb 1\n\x1b[2Aa 2\nb 2", "a 2\nb 2\n"],
  ["the line above, from its beginning", "a\nb\x1b[1Fc", "c\nb"],
  ["a screen that is cleared", "a\nb\x1b[2J\x1b[Hc", "c"],
  ["what is below", "a\nb\nc\x1b[2A\x1b[J", "a"],
  ["a column", "abc\x1b[2Gx", "axc"],
  ["a title", "\x1b]0;my program\x07text\x1b]2;other\x1b\\", "text"],
  ["a link", "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\", "here"],
  ["a hidden cursor", "\x1b[?25la\x1b[?25h", "a"],
  ["a bell and other codes", "a\x07\x00\x1b(B\x1b=b\x1bPq\x1b\\", "ab"],
  ["a number that is too large", "\x1b[99999999Ca", " ".repeat(300) + "a"],
  ["letters of several units", "😀é\bx", "😀x"],
];

for (const [name, text, expected] of TEXTS) {
  Deno.test(`plainText() shows ${name}`, () => equal(plainText(text), expected));
}

const show = (text: string) =>
  showText(text, "stdout", EN).text.replace(/^<pre class="text stdout">(.*)<\/pre>$/s, "$1");

/** Codes, and the HTML of a letter behind them. */
const STYLES: [codes: string, expected: string][] = [
  ["31", '<span class="ansi-red-fg">a</span>'],
  ["97", '<span class="ansi-bright-white-fg">a</span>'],
  ["38;5;9", '<span class="ansi-bright-red-fg">a</span>'],
  ["7", '<span class="ansi-inverse">a</span>'],
  ["7;27", "a"],
  ["2", '<span class="ansi-faint">a</span>'],
  [
    "1;3;4;9",
    '<span style="font-weight:bold;font-style:italic;text-decoration:underline line-through">a</span>',
  ],
  ["1;22;4;24;4:3;4:0", "a"],
  ["31;0", "a"],
  ["31;", "a"],
  ["", "a"],
  ["38;2;0;0;0", '<span style="color:light-dark(rgb(0,0,0),rgb(153,153,153))">a</span>'],
  ["38:2::0:0:0", '<span style="color:light-dark(rgb(0,0,0),rgb(153,153,153))">a</span>'],
  ["38;5;16", '<span style="color:light-dark(rgb(0,0,0),rgb(153,153,153))">a</span>'],
  ["48;2;255;255;0", '<span style="color:rgb(31,35,40);background:rgb(255,255,0)">a</span>'],
  ["37;47", '<span style="color:rgb(79,80,82);background:rgb(197,201,206)">a</span>'],
  ["30;7", '<span style="color:rgb(255,255,255);background:rgb(62,66,75)">a</span>'],
  ["38;5;999", "a"],
];

for (const [codes, expected] of STYLES) {
  Deno.test(`showText() shows a letter with the codes "${codes}"`, () => {
    equal(show(`\x1b[${codes}ma`), expected);
  });
}

Deno.test("showText() makes links of those that lead to the web, and of no others", () => {
  const link = (url: string) => show(`\x1b]8;id=1;${url}\x1b\\a\x1b]8;;\x1b\\b`);
  equal(link("https://example.org/?a=1&b"), '<a href="https://example.org/?a=1&amp;b">a</a>b');
  equal(link("javascript:alert(1)"), "ab");
  equal(link("file:///etc/passwd"), "ab");
});

Deno.test("readTerminal() keeps the style of what is not written over", () => {
  deepEqual(readTerminal("\x1b[31mabc\r\x1b[0mx"), [[
    { text: "x", style: {} },
    { text: "bc", style: { letters: { name: "red", rgb: [178, 43, 49] } } },
  ]]);
});
