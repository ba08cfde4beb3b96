/**
 * The initializer `orthogonal`, which recurrent layers have if nothing else is said.
 *
 * TensorFlow.js decomposes a matrix of random numbers for it with `tf.linalg.qr`, which copies whole
 * matrices several times for each column: an LSTM of 256 units took seconds to build, and to load, where
 * the weights are overwritten at once.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { BLOCK_COLUMNS } from "../kernels/shared/layout.ts";
import type { SimdBackend } from "../simd_backend.ts";

/** TensorFlow.js's initializer, of which tfjs-core knows nothing but the class's name. */
interface Initializer {
  apply(shape: number[], dtype?: tf.DataType): tf.Tensor;
  getConfig(): { gain: number; seed?: number };
}

type InitializerClass = new (config: object) => Initializer;

/**
 * Registers the initializer under the name that layers and saved models ask for it by, if layers have been
 * imported. On other backends it is TensorFlow.js's own, and the values are the same on this one.
 *
 * @param backendName The backend that computes it by {@linkcode decompose}.
 */
export function registerOrthogonal(backendName: string): void {
  const known = tf.serialization.SerializationMap.getMap().classNameMap["Orthogonal"];
  if (!known) return;
  const Stock = known[0] as unknown as InitializerClass;
  class Orthogonal extends Stock {
    override apply(shape: number[], dtype?: tf.DataType): tf.Tensor {
      const ours = tf.getBackend() === backendName && shape.length >= 2 && !shape.includes(0) &&
        (dtype === undefined || dtype === "float32");
      const result = ours ? tf.tidy(() => orthogonal(shape, this.getConfig())) : undefined;
      return result ?? super.apply(shape, dtype);
    }
  }
  tf.serialization.registerClass(
    Orthogonal as unknown as Parameters<typeof tf.serialization.registerClass>[0],
  );
}

/** Returns what the initializer does, `undefined` if the heap has no room. */
function orthogonal(
  shape: number[],
  { gain, seed }: { gain: number; seed?: number },
): tf.Tensor | undefined {
  const columns = shape.at(-1)!;
  const rows = tf.util.sizeFromShape(shape.slice(0, -1));
  const flat: [number, number] = [Math.max(rows, columns), Math.min(rows, columns)];
  const decomposed = decompose(tf.randomNormal(flat, 0, 1, "float32", seed));
  if (!decomposed) return undefined;
  // The signs make it uniform among all orthogonal matrices.
  const q = tf.mul(decomposed.q, tf.sign(decomposed.diagonal));
  return tf.mul(tf.scalar(gain), tf.reshape(rows < columns ? tf.transpose(q) : q, shape));
}

/**
 * Decomposes x [m, n], m ≥ n, into Q [m, n], whose columns are orthonormal, and an upper triangle R, by
 * Householder's reflections: for each column j
 *
 *     u = x_jj ∓ ‖x_j‖,  w = x_j / u with w_0 = 1,  R ← R − τ w (wᵀ R),  Q ← Q − (Q w) τ wᵀ
 *
 * where x_j is column j of R from row j on. In the order of `tf.linalg.qr`, with its roundings, but in place.
 *
 * @returns Q and the diagonal of R; `undefined` if the heap has no room.
 */
function decompose(x: tf.Tensor): { q: tf.Tensor; diagonal: tf.Tensor } | undefined {
  const backend = tf.backend() as SimdBackend;
  const [m, n] = x.shape as [number, number];
  const diagonal = new Float32Array(n);
  const info = backend.inHeap(() => {
    const output = backend.makeOutput32([m, n]);
    using memory = backend.scratch(m * n + m * m + 4 * m);
    const r = memory.address;
    const q = r + 4 * m * n;
    const [w, tauW, product, sum] = [0, 1, 2, 3].map((place) => q + 4 * m * (m + place));
    const R = backend.float32View(r, m * n);
    const Q = backend.float32View(q, m * m);
    const W = backend.float32View(w, m);
    const TauW = backend.float32View(tauW, m);
    const Sum = backend.float32View(sum, 1);
    R.set(backend.data.get(x.dataId).values as Float32Array);
    Q.fill(0);
    for (let i = 0; i < m; i++) Q[i * m + i] = 1;
    for (let j = 0; j < n; j++) {
      const rows = m - j;
      for (let i = 0; i < rows; i++) W[i] = R[(j + i) * n + j] ** 2;
      backend.forEach("rowSum", { count: 1, work: rows, args: { x: w, y: sum, C: rows } });
      const norm = Math.fround(Math.sqrt(Sum[0]));
      const first = R[j * n + j];
      const sign = first > 0 ? -1 : 1;
      const u = Math.fround(first - sign * norm);
      const tau = -Math.fround(sign * u / norm);
      for (let i = 0; i < rows; i++) W[i] = i === 0 ? 1 : R[(j + i) * n + j] / u;
      for (let i = 0; i < rows; i++) TauW[i] = tau * W[i];
      reflectRows(backend, { y: r + 4 * j * n, w, tauW, product, rows, columns: n });
      reflectColumns(backend, { y: q + 4 * j, w, tauW, product, rows: m, columns: rows });
    }
    const values = backend.float32View(output.address, m * n);
    for (let i = 0; i < m; i++) values.set(Q.subarray(i * m, i * m + n), i * n);
    for (let j = 0; j < n; j++) diagonal[j] = R[j * n + j];
    return output.info;
  });
  if (!info) return undefined;
  const tensor = tf.engine().makeTensorFromTensorInfo(info, backend);
  return { q: tensor, diagonal: tf.tensor1d(diagonal) };
}

/** A block of a matrix and the reflection: addresses of w, τ w and of room for a product. */
interface Reflection {
  y: number;
  w: number;
  tauW: number;
  product: number;
  rows: number;
  columns: number;
}

/** Subtracts τ w (wᵀ y) from y [rows, columns]. */
function reflectRows(
  backend: SimdBackend,
  { y, w, tauW, product, rows, columns }: Reflection,
): void {
  backend.forEach("rowProducts", {
    count: Math.ceil(columns / BLOCK_COLUMNS),
    work: rows * BLOCK_COLUMNS / 2,
    args: {
      a: w,
      b: y,
      bias: 0,
      y: product,
      M: 1,
      K: rows,
      N: columns,
      rowA: rows,
      stepA: 1,
      batchA: 0,
      batchB: 0,
      relu: 0,
    },
  });
  backend.forEach("subtractOuter", {
    count: rows,
    work: columns,
    args: { y, u: tauW, v: product, C: columns, step: columns },
  });
}

/** Subtracts (y w) τ wᵀ from the last `columns` of the square matrix that y [rows, columns] lies in. */
function reflectColumns(
  backend: SimdBackend,
  { y, w, tauW, product, rows, columns }: Reflection,
): void {
  backend.forEach("rowDots", {
    count: Math.ceil(rows / 4),
    work: 4 * columns,
    args: {
      x: y,
      w,
      bias: 0,
      y: product,
      R: rows,
      V: 1,
      K: columns,
      rowX: rows,
      batchX: 0,
      batchW: 0,
      rowW: 0,
      stepW: 1,
      stepY: 1,
      rowY: 0,
      biasAlongR: 0,
      relu: 0,
    },
  });
  backend.forEach("subtractOuter", {
    count: rows,
    work: columns,
    args: { y, u: product, v: tauW, C: columns, step: rows },
  });
}
