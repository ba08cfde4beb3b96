import { equal } from "node:assert/strict";
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { completeSvg } from "../../lib/export/svg.ts";

const NS = 'xmlns="http://www.w3.org/2000/svg"';
const XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"';

const CASES: [name: string, text: string, expected: string][] = [
  ["nothing", `<svg ${NS}><rect/></svg>`, `<svg ${NS}><rect/></svg>`],
  ["a namespace", `<svg width="1"><rect/></svg>`, `<svg ${NS} width="1"><rect/></svg>`],
  [
    "xlink",
    `<svg ${NS}><use xlink:href="#a"/></svg>`,
    `<svg ${XLINK} ${NS}><use xlink:href="#a"/></svg>`,
  ],
  [
    "the beginning",
    `\uFEFF\n <?xml version="1.0"?><svg ${NS}/>\n`,
    `<?xml version="1.0"?><svg ${NS}/>`,
  ],
  [
    "entities",
    `<svg ${NS}><text>a&nbsp;b &times; &amp; &lt;</text></svg>`,
    `<svg ${NS}><text>a\u00a0b × &amp; &lt;</text></svg>`,
  ],
  [
    "a name that is no entity",
    `<svg ${NS}><text>&what;</text></svg>`,
    `<svg ${NS}><text>&amp;what;</text></svg>`,
  ],
  ["an ampersand", `<svg><text>R & D</text></svg>`, `<svg ${NS}><text>R &amp; D</text></svg>`],
  [
    "quotes and ends",
    `<svg width=1><g fill=red><path d=M0,0></svg>`,
    `<svg ${NS} width="1"><g fill="red"><path d="M0,0"/></g></svg>`,
  ],
  [
    "namespaces of programs that draw",
    `<svg ${NS}><g inkscape:label="a"><sodipodi:namedview/><rect/></g></svg>`,
    `<svg ${NS}><g><rect/></g></svg>`,
  ],
  ["small letters", `<SVG VIEWBOX="0 0 1 1"></SVG>`, `<svg ${NS} viewBox="0 0 1 1"/>`],
  ["what stands around it", `<figure><svg><rect/></svg></figure>`, `<svg ${NS}><rect/></svg>`],
  ["a picture", "<p>none</p>", "<p>none</p>"],
];

for (const [name, text, expected] of CASES) {
  Deno.test(`completeSvg() mends ${name}`, () => {
    const completed = completeSvg(text);
    equal(completed, expected);
    if (!completed.includes("<svg")) return;
    const document = new (new JSDOM("").window.DOMParser)()
      .parseFromString(completed, "application/xml");
    equal(document.documentElement.namespaceURI, "http://www.w3.org/2000/svg");
  });
}
