import { equal, match, ok } from "node:assert/strict";
import { parseHarmless, serialise } from "../../lib/export/dom.ts";
import { markup } from "../../lib/export/html.ts";
import { Reason } from "../../lib/export/reason.ts";
import { showWidget } from "../../lib/export/widgets.ts";
import { EN } from "../../lib/words/mod.ts";

const sanitise = (html: string) => {
  const fragment = parseHarmless(html);
  return fragment instanceof Reason ? markup`${html}` : serialise(fragment);
};

/** Shows the first of some widgets, given by their kinds and states. */
function show(...models: [name: string, state: object][]): string {
  const state = Object.fromEntries(
    models.map(([name, state], index) => [`w${index}`, { model_name: `${name}Model`, state }]),
  );
  const metadata = { widgets: { "application/vnd.jupyter.widget-state+json": { state } } };
  const shown = showWidget({ model_id: "w0" }, metadata, sanitise);
  return shown instanceof Reason ? shown.in(EN) : shown.text;
}

Deno.test("showWidget() shows controls as they were left", () => {
  const slider = show(["IntSlider", { description: "n <", min: 1, max: 9, value: 4 }]);
  match(slider, /<span>n &lt;<\/span> <input type="range" disabled min="1" max="9" .*value="4"/);
  match(slider, /<output>4<\/output>/);
  match(show(["IntProgress", { min: 10, max: 20, value: 15 }]), /<progress max="10" value="5"/);
  match(show(["Checkbox", { value: true }]), /type="checkbox" disabled checked/);
  match(show(["Text", { value: '"><b>' }]), /value="&quot;&gt;&lt;b&gt;"/);
  match(show(["Password", { value: "secret" }]), /value="••••"/);
  match(show(["Dropdown", { _options_labels: ["a", "b"], index: 1 }]), /value="b"/);
  match(show(["FloatRangeSlider", { value: [1, 2] }]), /value="1 – 2"/);
  match(show(["HTML", { value: "<b>a</b><script>f()</script>" }]), /<b>a<\/b><\/label>/);
});

Deno.test("showWidget() shows widgets in widgets, even in themselves", () => {
  match(
    show(["HBox", { children: ["IPY_MODEL_w1", "IPY_MODEL_w2"] }], ["Label", { value: "a" }], [
      "Label",
      { value: "b" },
    ]),
    /class="row"><div><label><span>a<\/span><\/label><\/div><div><label><span>b</,
  );
  ok(show(["VBox", { children: ["IPY_MODEL_w0"] }]).length < 2000);
});

Deno.test("showWidget() says why it shows nothing", () => {
  equal(show(), "the notebook holds no state of this widget");
  equal(show(["Mystery", {}]), "pages cannot show a widget of the kind Mystery");
  for (const value of [null, "a", { model_id: 3 }, { model_id: "constructor" }]) {
    ok(showWidget(value, { widgets: [] }, sanitise) instanceof Reason);
  }
});
