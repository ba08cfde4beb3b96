/**
 * What is known of a mistake.
 *
 * @module
 */

/** An example that a model takes for one of another class. */
export interface Misclassified {
  /** Its row in the set of examples. */
  row: number;
  /** Its true class. */
  label: number;
  /** The class that the model takes it for. */
  prediction: number;
  /** How sure the model is of that, 0 to 1. */
  probability: number;
}
