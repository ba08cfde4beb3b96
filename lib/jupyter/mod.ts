/**
 * Jupyter notebooks on the Deno kernel without Python: reading, running, checking and writing them.
 *
 * What code inside a kernel needs is apart, so that a notebook does not load the client of its own
 * kernel: `@convbook/jupyter/displayable` and `@convbook/jupyter/flush_outputs`.
 *
 * @module
 */
export { checkCells, type NotebookFile } from "./check/check_cells.ts";
export {
  type CellResult,
  type ClearOutput,
  describeEnd,
  type DisplayUpdate,
  type ExecuteOptions,
  Kernel,
  KernelDiedError,
  type KernelEnd,
  type KernelOutput,
  type ProcessOptions,
  startKernel,
  type StartOptions,
  TimeLimitError,
  UncaughtError,
} from "./kernel/mod.ts";
export { DATA_TYPES, MAX_DATA_BYTES, MEDIA_TYPES, PICTURE_TYPES } from "./markdown/file_types.ts";
export { decodeSource, SHOWING_ATTRIBUTES } from "./markdown/render_markdown.ts";
export { listNotebooks } from "./nbformat/list_notebooks.ts";
export {
  type BaseCell,
  type Cell,
  type CodeCell,
  type DisplayOutput,
  type ErrorOutput,
  hasTag,
  isTextMime,
  type Metadata,
  type Notebook,
  numberCodeCells,
  type Output,
  type ResultOutput,
  type StreamOutput,
  type TextCell,
} from "./nbformat/nbformat.ts";
export { expectDenoNotebook } from "./nbformat/notebook_language.ts";
export { parseNotebook, readNotebook } from "./nbformat/read_notebook.ts";
export { listUntidyParts } from "./nbformat/untidy_parts.ts";
export { upgradeNotebook } from "./nbformat/upgrade_notebook.ts";
export { formatNotebook, writeNotebook } from "./nbformat/write_notebook.ts";
export { CellFailure, type FailedCell } from "./run/cell_failure.ts";
export { copyPictures } from "./run/copy_pictures.ts";
export {
  type ExecutedNotebook,
  executeNotebook,
  type ExecuteNotebookOptions,
} from "./run/execute_notebook.ts";
export { fillParameters } from "./run/fill_parameters.ts";
export { LessonProgress, openStandardOutput, type ProgressOutput } from "./run/lesson_progress.ts";
export { DEFAULT_TIME_LIMIT, runNotebook, type RunOptions } from "./run/run_notebook.ts";
export { type DenoResult, runDeno, type RunDenoOptions } from "./run_deno.ts";
export type { MimeBundle } from "./displayable.ts";
