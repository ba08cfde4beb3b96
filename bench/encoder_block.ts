/**
 * A block of a transformer's encoder, which TensorFlow.js has no layer for: self-attention of several
 * heads and two dense layers, each with a residual connection and layer normalisation after it.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** How large a block is. */
interface EncoderBlockSizes {
  heads: number;
  /** How many units the first dense layer has. */
  hidden: number;
  seed: number;
}

/** Takes and gives `[batch, time, features]`. */
export class EncoderBlock extends tf.layers.Layer {
  /** The name it is saved by. */
  static readonly className = "EncoderBlock";
  readonly #sizes: EncoderBlockSizes;
  #weights!: Record<"query" | "key" | "value" | "output" | "first" | "second", tf.LayerVariable>;
  #norms!: [gain: tf.LayerVariable, offset: tf.LayerVariable][];

  /** @param sizes How large it is. */
  constructor(sizes: EncoderBlockSizes) {
    super({});
    this.#sizes = sizes;
  }

  override build(inputShape: tf.Shape): void {
    const features = inputShape[2]!;
    const { hidden, seed } = this.#sizes;
    const weight = (name: string, rows: number, columns: number) =>
      this.addWeight(name, [rows, columns], "float32", tf.initializers.glorotUniform({ seed }));
    this.#weights = {
      query: weight("query", features, features),
      key: weight("key", features, features),
      value: weight("value", features, features),
      output: weight("output", features, features),
      first: weight("first", features, hidden),
      second: weight("second", hidden, features),
    };
    this.#norms = [1, 2].map((norm) => [
      this.addWeight(`gain${norm}`, [features], "float32", tf.initializers.ones()),
      this.addWeight(`offset${norm}`, [features], "float32", tf.initializers.zeros()),
    ]);
    super.build(inputShape);
  }

  override apply(x: tf.SymbolicTensor): tf.SymbolicTensor {
    return super.apply(x) as tf.SymbolicTensor;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const { query, key, value, output, first, second } = this.#weights;
    return tf.tidy(() => {
      const size = x.shape[2]! / this.#sizes.heads;
      const [q, k, v] = [query, key, value].map((weights) => this.#split(product(x, weights)));
      const scores = tf.matMul(q, k, false, true).mul(1 / Math.sqrt(size));
      const mixed = tf.matMul(tf.softmax(scores), v).transpose([0, 2, 1, 3]).reshape(x.shape);
      const attended = this.#normalise(x.add(product(mixed, output)), 0);
      const inner = product(tf.relu(product(attended, first)), second);
      return this.#normalise(attended.add(inner), 1);
    });
  }

  /** `[batch, time, features]` as `[batch, heads, time, features / heads]`. */
  #split(x: tf.Tensor): tf.Tensor {
    const [batch, time, features] = x.shape;
    const { heads } = this.#sizes;
    return x.reshape([batch, time, heads, features / heads]).transpose([0, 2, 1, 3]);
  }

  #normalise(x: tf.Tensor, norm: number): tf.Tensor {
    const [gain, offset] = this.#norms[norm];
    const { mean, variance } = tf.moments(x, -1, true);
    return x.sub(mean).mul(tf.rsqrt(variance.add(1e-5))).mul(gain.read()).add(offset.read());
  }
}

/** x `[batch, time, rows]` times weights `[rows, columns]`. */
function product(x: tf.Tensor, weights: tf.LayerVariable): tf.Tensor {
  const [batch, time, rows] = x.shape;
  const matrix = x.reshape([batch * time, rows]);
  return tf.matMul(matrix, weights.read()).reshape([batch, time, weights.shape[1]!]);
}
