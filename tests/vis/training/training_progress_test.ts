import { deepEqual, equal } from "node:assert/strict";
import { TrainingProgress } from "../../../lib/vis/training/training_progress.ts";

/** Trains one epoch of batches of 10 examples, each a second long. */
function trainEpoch(progress: TrainingProgress, epoch: number, batches: number, start: number) {
  progress.beginEpoch(epoch);
  for (let batch = 0; batch < batches; batch++) {
    progress.endBatch({ batch, size: 10, loss: 4 - batch }, start + 1000 * (batch + 1));
  }
}

Deno.test("TrainingProgress tells speed, time gone by and time left", () => {
  const progress = new TrainingProgress({ epochs: 4, samples: 50 }, 0);
  equal(progress.line, "Epoch 1 of 4 · 0 s elapsed");
  trainEpoch(progress, 0, 2, 0);
  equal(progress.share, 20 / 200);
  equal(progress.line, "Epoch 1 of 4 · 10 examples/s · 2 s elapsed · about 18 s left");
});

Deno.test("TrainingProgress counts batches where examples are not known", () => {
  const progress = new TrainingProgress({ epochs: 2, steps: 4 }, 0);
  trainEpoch(progress, 0, 3, 0);
  equal(progress.share, 3 / 8);
});

Deno.test("TrainingProgress learns an epoch's size from the first epoch", () => {
  const progress = new TrainingProgress({ epochs: 2, samples: null, steps: null }, 0);
  trainEpoch(progress, 0, 5, 0);
  equal(progress.share, undefined);
  equal(progress.line, "Epoch 1 of 2 · 10 examples/s · 5 s elapsed");
  progress.endEpoch(0, { loss: 1 }, 6000);
  equal(progress.share, 1 / 2);
  trainEpoch(progress, 1, 1, 6000);
  equal(progress.share, 0.6);
});

Deno.test("TrainingProgress tells how a training ended", () => {
  const progress = new TrainingProgress({ epochs: 2 }, 0);
  trainEpoch(progress, 0, 5, 0);
  progress.endEpoch(0, { loss: 1 }, 5000);
  const stopped = new TrainingProgress({ epochs: 2 }, 0);
  trainEpoch(stopped, 0, 5, 0);
  stopped.endEpoch(0, { loss: 1 }, 5000);
  stopped.end(5000);
  equal(stopped.line, "Stopped after 1 of 2 epochs · 10 examples/s · 5 s");
  trainEpoch(progress, 1, 5, 5000);
  progress.endEpoch(1, { loss: 1 }, 10_000);
  progress.end(125_000);
  equal(progress.line, "2 epochs done · 1 examples/s · 2 min 05 s");
  equal(progress.share, 1);
});

Deno.test("TrainingProgress does without the number of epochs", () => {
  const progress = new TrainingProgress({}, 0);
  trainEpoch(progress, 0, 1, 0);
  equal(progress.share, undefined);
  equal(progress.line, "Epoch 1 · 10 examples/s · 1 s elapsed");
});

Deno.test("TrainingProgress counts on from the epoch that a training begins with", () => {
  const progress = new TrainingProgress({ epochs: 12, initialEpoch: 10 }, 0);
  trainEpoch(progress, 10, 1, 0);
  equal(progress.line, "Epoch 11 of 12 · 10 examples/s · 1 s elapsed");
  progress.endEpoch(10, { loss: 2 }, 1000);
  equal(progress.share, 1 / 2);
  deepEqual(progress.epochLogs, [{ epoch: 11, logs: { loss: 2 } }]);
});

Deno.test("TrainingProgress places batches between epochs", () => {
  const progress = new TrainingProgress({ epochs: 2, samples: 40, batchSize: 10 }, 0);
  trainEpoch(progress, 0, 4, 0);
  progress.endEpoch(0, { loss: 1 }, 4000);
  trainEpoch(progress, 1, 1, 4000);
  deepEqual(progress.batchLosses, [
    { x: 0.25, y: 4 },
    { x: 0.5, y: 3 },
    { x: 0.75, y: 2 },
    { x: 1, y: 1 },
    { x: 1.25, y: 4 },
  ]);
});

Deno.test("TrainingProgress takes means where there are many batches", () => {
  const progress = new TrainingProgress({ epochs: 1, steps: 400 }, 0);
  trainEpoch(progress, 0, 400, 0);
  equal(progress.batchLosses.length, 200);
  deepEqual(progress.batchLosses[0], { x: 1.5 / 400, y: 3.5 });
});
