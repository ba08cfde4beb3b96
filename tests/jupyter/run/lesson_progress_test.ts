import { equal } from "node:assert/strict";
import { LessonProgress } from "../../../lib/jupyter/run/lesson_progress.ts";

/** An output that keeps what it is given. */
function makeOutput(isTerminal: boolean, columns = 80) {
  let text = "";
  return {
    isTerminal,
    columns,
    write(more: string) {
      text += more;
    },
    /** What a terminal would show: what stands before a line was erased is gone. */
    shown: () => text.split("\r\x1b[K").at(-1),
    text: () => text,
  };
}

Deno.test("LessonProgress shows the cell that runs, in one line of a terminal", () => {
  const output = makeOutput(true);
  using progress = new LessonProgress("01_load", output);
  equal(output.shown(), "01_load  starting  0 s");
  progress.showCell(1, 12);
  equal(output.shown(), "01_load  cell 1/12  0 s");
  progress.finish(12, 3.14);
  equal(output.shown(), "01_load  12 cells  3.1 s\n");
});

Deno.test("LessonProgress cuts a line that is too long for the terminal", () => {
  const output = makeOutput(true, 10);
  using progress = new LessonProgress("01_load", output);
  progress.showCell(1, 2);
  equal(output.shown(), "01_load  ");
});

Deno.test("LessonProgress removes the line of a notebook that has not finished", () => {
  const output = makeOutput(true);
  {
    using progress = new LessonProgress("01_load", output);
    progress.showCell(1, 2);
  }
  equal(output.shown(), "");
});

Deno.test("LessonProgress writes one line where there is no terminal", () => {
  const output = makeOutput(false, Infinity);
  {
    using progress = new LessonProgress("01_load", output);
    progress.showCell(1, 2);
    progress.showCell(2, 2);
    equal(output.text(), "");
    progress.finish(2, 0);
  }
  equal(output.text(), "01_load  2 cells  0.0 s\n");
});

Deno.test("LessonProgress counts a single cell in the singular", () => {
  const output = makeOutput(false);
  using progress = new LessonProgress("01_load", output);
  progress.finish(1, 0.26);
  equal(output.text(), "01_load  1 cell  0.3 s\n");
});
