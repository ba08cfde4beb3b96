import { deepEqual, equal } from "node:assert/strict";
// @ts-types="@types/jsdom"
import { JSDOM } from "jsdom";
import { clientBox, ownBox } from "../../../lib/vis/figure/bounding_box.ts";

const round = (value: number) => Math.round(value * 1000) / 1000;

/** Finds the element with the id `it` in an SVG. */
function element(svg: string): SVGElement {
  const { window } = new JSDOM(`<svg>${svg}</svg>`);
  return window.document.querySelector("#it")!;
}

function box(svg: string, of: typeof ownBox = ownBox): number[] | undefined {
  const found = of(element(svg));
  return found && [found.left, found.top, found.right, found.bottom].map(round);
}

Deno.test("ownBox() places a text by its anchor and baseline", () => {
  const text = (attributes: string) => `<text id="it" x="50" y="20" ${attributes}>00</text>`;
  const size = 'style="font-size: 10px"';
  deepEqual(box(text(size)), [50, 10.95, 61.12, 22.12]);
  deepEqual(box(text(`${size} text-anchor="middle"`)), [44.44, 10.95, 55.56, 22.12]);
  deepEqual(box(text(`${size} text-anchor="end"`)), [38.88, 10.95, 50, 22.12]);
});

Deno.test("ownBox() takes the widest line of a text and counts all of them", () => {
  const lines = '<tspan class="line" dy="0em">0</tspan><tspan class="line" dy="1.3em">000</tspan>';
  deepEqual(
    box(`<text id="it" x="0" y="10" style="font-size: 10px">${lines}</text>`),
    [0, 0.95, 16.68, 25.12],
  );
});

Deno.test("ownBox() joins what a group holds, moved and turned", () => {
  deepEqual(
    box(`<g id="it" transform="translate(500,500)"><rect x="1" y="2" width="3" height="4"/>
      <g transform="translate(10,20)"><rect x="0" y="0" width="5" height="6"/></g></g>`),
    [1, 2, 15, 26],
  );
  deepEqual(
    box(`<g id="it"><rect transform="rotate(90)" x="0" y="0" width="4" height="2"/></g>`),
    [-2, 0, 0, 4],
  );
  deepEqual(
    box(`<g id="it"><rect transform="translate(10,0)scale(2)rotate(90,1,1)" x="0" y="0" width="4"
      height="2"/></g>`),
    [10, 0, 14, 8],
  );
});

Deno.test("ownBox() finds no box where there is nothing to measure", () => {
  equal(box('<path id="it" d="M0,0H9"/>'), undefined);
  equal(box('<text id="it"></text>'), undefined);
  equal(box('<g id="it"></g>'), undefined);
});

Deno.test("clientBox() counts the transforms of the element and of those around it", () => {
  const svg = `<g transform="translate(100,0)"><rect id="it" transform="translate(0,10)" x="1" y="2"
    width="3" height="4"/></g>`;
  deepEqual(box(svg, clientBox), [101, 12, 104, 16]);
});
