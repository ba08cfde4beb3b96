/**
 * Widgets of Jupyter as they were left: a page has no kernel that could move them.
 *
 * @module
 */
import { isPlain } from "@convbook/check";
import type { Metadata } from "@convbook/jupyter";
import { type Html, markup } from "./html.ts";
import { Reason } from "./reason.ts";

/** The MIME type of a widget in an output. */
export const WIDGET_TYPE = "application/vnd.jupyter.widget-view+json";

/** Where a notebook keeps the widgets' states. */
const STATE_TYPE = "application/vnd.jupyter.widget-state+json";

/** Widgets may lie in widgets, by accident also in themselves. */
const MAX_DEPTH = 20;

/** The state of one widget. */
type State = Record<string, unknown>;

/** Makes HTML of unknown quality harmless. */
type Sanitise = (html: string) => Html;

/** What showing a widget takes. */
interface Models {
  find: (reference: unknown) => { name: string; state: State } | undefined;
  sanitise: Sanitise;
  depth: number;
}

/**
 * Shows a widget as its notebook has stored it.
 *
 * @param value The value of {@linkcode WIDGET_TYPE}.
 * @param metadata The notebook's metadata, which holds the states.
 * @param sanitise Makes HTML of unknown quality harmless.
 * @returns The widget, or why it cannot be shown.
 *
 * @example
 * ```ts
 * import { markup } from "./html.ts";
 * import { Reason } from "./reason.ts";
 * import { showWidget } from "./widgets.ts";
 * import { EN } from "@convbook/words";
 * import { equal } from "node:assert/strict";
 *
 * const reason = showWidget({ model_id: "a" }, {}, (html) => markup`${html}`);
 * equal(reason instanceof Reason && reason.in(EN), "the notebook holds no state of this widget");
 * ```
 */
export function showWidget(
  value: unknown,
  metadata: Metadata,
  sanitise: Sanitise,
): Html | Reason {
  const widgets = isPlain(metadata.widgets) ? metadata.widgets[STATE_TYPE] : undefined;
  const states = isPlain(widgets) && isPlain(widgets.state) ? widgets.state : {};
  const find: Models["find"] = (reference) => {
    if (typeof reference !== "string") return undefined;
    const id = reference.replace(/^IPY_MODEL_/, "");
    const model = Object.hasOwn(states, id) ? states[id] : undefined;
    if (!isPlain(model) || !isPlain(model.state)) return undefined;
    return { name: String(model.model_name ?? "").replace(/Model$/, ""), state: model.state };
  };
  const model = isPlain(value) ? find(value.model_id) : undefined;
  if (model === undefined) return new Reason(({ reasons }) => reasons.noWidgetState);
  const shown = show(model, { find, sanitise, depth: 0 });
  if (shown !== undefined) return markup`<div class="widget">${shown}</div>`;
  return new Reason(({ reasons }) => reasons.unknownWidget(model.name));
}

function show({ name, state }: { name: string; state: State }, models: Models): Html | undefined {
  if (models.depth > MAX_DEPTH) return undefined;
  if (Array.isArray(state.children)) return showChildren(name, state, models);
  const description = readText(state.description);
  const label = description !== "" && markup`<span>${description}</span> `;
  const control = showControl(name, state, description || name, models);
  return control && markup`<label>${label}${control}</label>`;
}

function showChildren(name: string, state: State, models: Models): Html {
  const titles = Array.isArray(state.titles) ? state.titles : Object.values(state._titles ?? {});
  const children = (state.children as unknown[]).map((reference, index) => {
    const model = models.find(reference);
    const shown = model && show(model, { ...models, depth: models.depth + 1 });
    const title = readText(titles[index]);
    return markup`<div>${title !== "" && markup`<strong>${title}</strong>`}${shown}</div>`;
  });
  return markup`<div class="${name === "HBox" ? "row" : "column"}">${children}</div>`;
}

function showControl(
  name: string,
  state: State,
  label: string,
  { sanitise }: Models,
): Html | undefined {
  const { value } = state;
  const text = readText(value);
  const aria = markup` aria-label="${label}"`;
  if (/Progress$/.test(name)) {
    const [from, to] = [Number(state.min ?? 0), Number(state.max ?? 100)];
    return markup`<progress max="${to - from}" value="${Number(value) - from}"${aria}></progress>`;
  }
  if (/Slider$/.test(name) && typeof value === "number") {
    return markup`<input type="range" disabled min="${Number(state.min ?? 0)}" max="${
      Number(state.max ?? 100)
    }" step="any" value="${value}"${aria}> <output>${value}</output>`;
  }
  if (
    /Slider$|^(?:Bounded)?(?:Int|Float)Text$|^(?:Text|Password|ColorPicker|DatePicker)$/.test(name)
  ) {
    const shown = name === "Password" ? "••••" : Array.isArray(value) ? value.join(" – ") : text;
    return markup`<input type="text" disabled value="${shown}"${aria}>`;
  }
  if (name === "Textarea") return markup`<textarea disabled${aria}>\n${text}</textarea>`;
  if (name === "Checkbox" || name === "Valid") {
    return markup`<input type="checkbox" disabled${value === true && markup` checked`}${aria}>`;
  }
  if (/^(?:Toggle)?Button$/.test(name)) {
    return markup`<button type="button" disabled>${label}</button>`;
  }
  if (Array.isArray(state._options_labels)) {
    const chosen = [state.index].flat().map((index) =>
      readText((state._options_labels as unknown[])[Number(index)])
    );
    return markup`<input type="text" disabled value="${chosen.join(", ")}"${aria}>`;
  }
  if (name === "Label") return markup`<span>${text}</span>`;
  if (name === "HTML" || name === "HTMLMath") return sanitise(text);
  return undefined;
}

function readText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
