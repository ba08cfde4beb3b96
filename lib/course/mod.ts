/**
 * Convbook's library: handwritten digits, a convolutional network, its training and evaluation, and
 * what a notebook needs. Figures are in `convbook/vis`.
 *
 * @module
 */
export {
  IMAGE_HEIGHT,
  IMAGE_SIZE,
  MNIST_IMAGES_SPRITE_PATH,
  MNIST_LABELS_PATH,
  NUM_CLASSES,
  TRAIN_TEST_RATIO,
} from "./dataset/layout.ts";
export { decodeSprite, type Sprite } from "./dataset/decode_sprite.ts";
export { decodeLabels } from "./dataset/decode_labels.ts";
export type { DownloadOptions, DownloadProgress } from "./dataset/download.ts";
export { BUNDLED_FILES, type DataSource, type SpriteFiles } from "./dataset/source.ts";
export { type Batch, type LoadOptions, MnistData, type Part } from "./dataset/mnist_data.ts";

export { getModel, type ModelOptions } from "./model.ts";
export { train, type TrainHistory, type TrainOptions } from "./train.ts";
export {
  doPrediction,
  evaluate,
  type Evaluation,
  type Predictions,
  summarise,
} from "./evaluate.ts";
export type { ClassAccuracy, Misclassified } from "@convbook/metrics";
export { loadModel } from "./saved_model/load_model.ts";
export { saveModel } from "./saved_model/save_model.ts";

export {
  type BackendInfo,
  type BackendName,
  useBackend,
  type UseBackendOptions,
} from "@convbook/backend";
export { DEFAULT_SEED, getSeed, setSeed } from "./seed.ts";

export { setup, type SetupOptions } from "./notebook/setup.ts";
export { untilStopped } from "@convbook/jupyter/stop_button";
export {
  type Band,
  report,
  REPORT_MIME_TYPE,
  type ReportPath,
  type ReportValues,
  type TestReport,
  type TrainingReport,
} from "./notebook/report.ts";
export { type Displayable, JUPYTER_DISPLAY, type MimeBundle } from "@convbook/jupyter/displayable";
export type {
  CustomCallbackArgs,
  LayersModel,
  Logs,
  Tensor,
  Tensor1D,
  Tensor2D,
  Tensor3D,
  Tensor4D,
} from "@convbook/tensors";
