/**
 * How the digits lie in their two files: the sprite (one PNG, a digit a row) and the labels (one-hot
 * bytes). The names are those of the browser exercise's `data.js`.
 *
 * @module
 */

/** The height of a digit, in pixels. */
export const IMAGE_HEIGHT = 28;
/** The width of a digit, in pixels. */
export const IMAGE_WIDTH = 28;
/** Pixels of a digit: 28 × 28, laid out row after row. It is the width of the sprite. */
export const IMAGE_SIZE = 784;
/** Number of classes: the digits 0 to 9. It is the length of a one-hot label, in bytes. */
export const NUM_CLASSES = 10;
/** Share of the digits that is for training; the rest is the test part. */
export const TRAIN_TEST_RATIO = 5 / 6;

/** The published sprite: 65,000 digits, 784 px wide. */
export const MNIST_IMAGES_SPRITE_PATH =
  "https://storage.googleapis.com/learnjs-data/model-builder/mnist_images.png";
/** The published labels: 65,000 one-hot labels of 10 bytes. */
export const MNIST_LABELS_PATH =
  "https://storage.googleapis.com/learnjs-data/model-builder/mnist_labels_uint8";
