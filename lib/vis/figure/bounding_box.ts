/**
 * Where an SVG element lies, worked out from its attributes, because jsdom lays nothing out.
 *
 * Only what Plotly asks for is covered: text, rectangles and images, and groups of them.
 *
 * @module
 */
import { textWidth } from "./text_width.ts";

/** An upright rectangle in px; x grows to the right, y downwards. */
export interface Box {
  /** The left edge. */
  left: number;
  /** The upper edge. */
  top: number;
  /** The right edge. */
  right: number;
  /** The lower edge. */
  bottom: number;
}

/** Where Arial's letters reach above and below the baseline, as a share of the font size. */
const ASCENT = 0.905;
const DESCENT = 0.212;

/** Plotly's default font size, for text that does not state one. */
const DEFAULT_FONT_SIZE = 12;

const number = (text: string | null | undefined) => Number.parseFloat(text ?? "") || 0;

/** The text's lines: Plotly puts each into a `<tspan class="line">` when there is more than one. */
function textBox(element: SVGElement): Box {
  const fontSize = number(element.style.fontSize) || DEFAULT_FONT_SIZE;
  const bold = element.style.fontWeight === "bold" || number(element.style.fontWeight) >= 600 ||
    element.querySelector("[style*=bold]") !== null;
  const spans = [...element.querySelectorAll("tspan.line")];
  const lines = spans.length > 0 ? spans : [element];
  const width = Math.max(
    ...lines.map((line) => textWidth(line.textContent ?? "", fontSize, bold)),
  );
  const anchor = element.style.textAnchor || element.getAttribute("text-anchor");
  const x = number(element.getAttribute("x"));
  const left = anchor === "middle" ? x - width / 2 : anchor === "end" ? x - width : x;
  const offset = (line: Element) => number(line.getAttribute("dy")) * fontSize; // dy is in em
  const y = number(element.getAttribute("y"));
  return {
    left,
    top: y + offset(lines[0]) - ASCENT * fontSize,
    right: left + width,
    bottom: y + offset(lines[lines.length - 1]) + DESCENT * fontSize,
  };
}

function rectangleBox(element: Element): Box {
  const left = number(element.getAttribute("x"));
  const top = number(element.getAttribute("y"));
  return {
    left,
    top,
    right: left + number(element.getAttribute("width")),
    bottom: top + number(element.getAttribute("height")),
  };
}

function union(boxes: Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/** Applies an element's `translate`, `rotate` and `scale` to a box in the element's own system. */
function transformed(box: Box, element: Element): Box {
  let corners = [[box.left, box.top], [box.right, box.top], [box.left, box.bottom], [
    box.right,
    box.bottom,
  ]];
  const steps = [...(element.getAttribute("transform") ?? "").matchAll(/(\w+)\(([^)]*)\)/g)];
  for (const [, name, list] of steps.reverse()) { // the innermost transform stands last
    const [a = 0, b, c] = list.split(/[\s,]+/).filter(Boolean).map(Number);
    if (name === "translate") corners = corners.map(([x, y]) => [x + a, y + (b ?? 0)]);
    if (name === "scale") corners = corners.map(([x, y]) => [x * a, y * (b ?? a)]);
    if (name === "rotate") {
      const [cos, sin] = [Math.cos(a * Math.PI / 180), Math.sin(a * Math.PI / 180)];
      const [cx, cy] = [b ?? 0, c ?? 0];
      corners = corners.map(([x, y]) => [
        cx + (x - cx) * cos - (y - cy) * sin,
        cy + (x - cx) * sin + (y - cy) * cos,
      ]);
    }
  }
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/**
 * Returns an element's box in its own coordinate system, as `getBBox()` does.
 *
 * @param element An SVG element.
 * @returns The box, or `undefined` where the element holds no text, rectangle or image.
 */
export function ownBox(element: SVGElement): Box | undefined {
  if (element.tagName === "text") return element.textContent ? textBox(element) : undefined;
  if (element.tagName === "rect" || element.tagName === "image") return rectangleBox(element);
  const boxes = [...element.children].map((child) => {
    const box = ownBox(child as SVGElement);
    return box && transformed(box, child);
  });
  return union(boxes.filter((box) => box !== undefined));
}

/**
 * Returns an element's box in the coordinate system of its outermost `<svg>`, as
 * `getBoundingClientRect()` does.
 *
 * @param element An SVG element.
 * @returns The box, or `undefined` where the element holds no text, rectangle or image.
 */
export function clientBox(element: SVGElement): Box | undefined {
  let box = ownBox(element);
  for (
    let node: Element | null = element;
    box && node && node.tagName !== "svg";
    node = node.parentElement
  ) {
    box = transformed(box, node);
  }
  return box;
}
