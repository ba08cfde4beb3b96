/** Charts, galleries and tables take every word from the language in use, and its numbers. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { JUPYTER_DISPLAY, type MimeBundle } from "../../lib/jupyter/displayable.ts";
import { liveCallbacks } from "../../lib/vis/training/fit_callbacks.ts";
import { imageGrid, render, show } from "../../lib/vis/mod.ts";
import { EN, useWords } from "../../lib/words/mod.ts";
import { listUnmarked, PSEUDO } from "../words/pseudo_language.ts";
import { DATA, PICTURES } from "./every_function.ts";

/** What a program calls things in every language: metrics, layers and their weights, classes. */
const NAMES = [
  "acc",
  "val_acc",
  "loss",
  "val_loss",
  "conv",
  "dense",
  "flatten",
  "kernel",
  "bias",
  "mse",
  "Acc",
  "categoricalAccuracy",
];
const CLASSES = ["Conv", "Dense", "Flatten", "NaN", "Infinity"];
/** What the pictures themselves call their data, and Plotly a trace of which nothing is said. */
const GIVEN = [
  ...["ramp", "large", "small", "cross", "entropy", "epoch", "epochs", "of", "name", "value"],
  ...["cat", "dog", "horse", "Epoch"],
  "trace",
];

/** Everything that a reader can see of what is displayed, or hear, or find by pointing at it. */
function readAll(bundle: MimeBundle): string {
  const texts = [bundle["text/plain"] as string];
  for (const type of ["text/html", "image/svg+xml"]) {
    if (typeof bundle[type] === "string") texts.push(textOf(bundle[type]));
  }
  const figure = bundle["application/vnd.plotly.v1+json"];
  if (figure !== undefined) {
    for (const { hovertemplate = "" } of (figure as { data: { hovertemplate?: string }[] }).data) {
      texts.push(hovertemplate.replaceAll(/<[^>]*>|%\{[^}]*\}/g, " "));
    }
  }
  return texts.join("\n");
}

function textOf(markup: string): string {
  const alts = [...markup.matchAll(/ alt="([^"]*)"/g)].map(([, alt]) => alt);
  return [markup.replaceAll("&amp;", "&").replaceAll(/<style.*?<\/style>|<[^>]*>/gs, " "), ...alts]
    .join("\n");
}

function assertMarked(text: string): void {
  const left = listUnmarked(text);
  deepEqual(left.filter((word) => ![...NAMES, ...CLASSES, ...GIVEN].includes(word)), []);
}

async function withPseudoLanguage(run: () => Promise<void> | void): Promise<void> {
  useWords(PSEUDO);
  try {
    await run();
  } finally {
    useWords(EN);
  }
}

for (const [name, make] of Object.entries(PICTURES)) {
  Deno.test(`${name} is in the language in use`, () =>
    withPseudoLanguage(async () => assertMarked(readAll(await make()[JUPYTER_DISPLAY]()))));
}

Deno.test("fitCallbacks() is in the language in use, from its first message to its last", () =>
  withPseudoLanguage(async () => {
    const shown: MimeBundle[] = [];
    let now = 0;
    const callbacks = liveCallbacks({ expected: { acc: [0.5, 0.75] } }, (_type, content) => {
      shown.push((content as { data: MimeBundle }).data);
      return Promise.resolve();
    }, () => now);
    const hooks = callbacks as Required<typeof callbacks>;
    await hooks.onTrainBegin.call({ params: { epochs: 3, samples: 10 } } as never);
    await hooks.onEpochBegin(0);
    for (const batch of [0, 1]) {
      now += 1000;
      await hooks.onBatchEnd(batch, { batch, size: 5, loss: NaN, acc: 0.5 });
    }
    await hooks.onEpochEnd(0, { loss: 1, acc: 0.5, val_loss: 1, val_acc: 0.5 });
    await hooks.onTrainEnd();
    ok(shown.length >= 4);
    for (const bundle of shown) assertMarked(readAll(bundle));
  }));

Deno.test("notes on what is not drawn are in the language in use", () =>
  withPseudoLanguage(async () => {
    const many = Array<number>(5).fill(NaN);
    for (
      const shown of [
        render.linechart({ values: many.map((y, x) => ({ x, y })) }),
        render.heatmap({ values: [many, [1, 2, 3, 4, 5]] }),
        render.barchart([...many, 1], { width: 100 }),
        render.table({ headers: ["n"], values: Array.from({ length: 61 }, () => [1]) }),
        render.linechart({ values: [{ x: 1, y: 1 }] }, { xLabel: "epoch", yLabel: "loss" }),
        show.misclassified(DATA, { misclassified: [] }),
        imageGrid([[[0]]]),
      ]
    ) assertMarked(readAll(await shown[JUPYTER_DISPLAY]()));
  }));

Deno.test("numbers are written as in the language in use", () =>
  withPseudoLanguage(async () => {
    equal(render.table({ headers: ["n"], values: [[0.25], [2.5e-7]] }).text, "n\n0,25\n2,50e-7");
    const chart = await render.barchart([85_163, 0.25])[JUPYTER_DISPLAY]();
    match(chart["image/svg+xml"] as string, />85\.163<.*>0,25</s);
    // The axis, too.
    match(chart["image/svg+xml"] as string, />20\.000<|>20k</);
  }));
