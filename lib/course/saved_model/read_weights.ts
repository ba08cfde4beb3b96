/**
 * From the weight files of a model to tensors.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@convbook/tensors/quiet_cpu_backend";
import { join } from "node:path";
import type { Tensor } from "@convbook/tensors";
import { checkFile, nameShortly, readFile } from "@convbook/files";
import { byteLength, type WeightGroup, type WeightSpec } from "./weights_manifest.ts";

const ACTION = "load the model";

/**
 * Reads the bytes of all weights. Sizes are compared before anything is read, so that a file does not
 * take more memory than its model can use.
 *
 * @param folder The folder of the model.
 * @param manifest The checked manifest.
 * @returns The bytes of each group.
 * @throws {SyntaxError} If a group's files hold more or fewer bytes than its weights take.
 * @throws {Error} If a file cannot be read.
 */
export async function readWeights(
  folder: string,
  manifest: WeightGroup[],
): Promise<Uint8Array<ArrayBuffer>[]> {
  for (const { paths, weights } of manifest) {
    let size = 0;
    for (const path of paths) size += await checkFile(ACTION, join(folder, path));
    checkSize(folder, paths, weights, size);
  }
  const groups: Uint8Array<ArrayBuffer>[] = [];
  for (const { paths, weights } of manifest) {
    const files = await Promise.all(paths.map((path) => readFile(ACTION, join(folder, path))));
    const bytes = await new Blob(files).bytes();
    checkSize(folder, paths, weights, bytes.length);
    groups.push(bytes);
  }
  return groups;
}

/** Also after reading: another program may be writing the file. */
function checkSize(folder: string, paths: string[], weights: WeightSpec[], found: number): void {
  const expected = weights.reduce((sum, spec) => sum + byteLength(spec), 0);
  if (found === expected) return;
  const files = paths.length > 3 ? `${paths.length} files` : nameShortly(paths.join(", "));
  throw new SyntaxError(
    `Cannot load the model: expected ${expected} bytes of weights in ${files} of ${
      nameShortly(folder)
    } but ` +
      `found ${found}`,
  );
}

/**
 * Hashes the bytes of a model's weights.
 *
 * @param groups The bytes of each group.
 * @returns Their SHA-256, in hexadecimal.
 */
export async function hashWeights(groups: Uint8Array<ArrayBuffer>[]): Promise<string> {
  const bytes = groups.length === 1 ? groups[0] : await new Blob(groups).bytes();
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** A weight with its bytes. */
export interface StoredWeight {
  spec: WeightSpec;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Finds the bytes of each weight.
 *
 * @param manifest The checked manifest.
 * @param groups The bytes of each group, as many as its weights take.
 * @returns The weights of all groups, each with a view of its bytes.
 */
export function locateWeights(
  manifest: WeightGroup[],
  groups: Uint8Array<ArrayBuffer>[],
): StoredWeight[] {
  return manifest.flatMap(({ weights }, group) => {
    let end = 0;
    return weights.map((spec) => {
      const start = end;
      end += byteLength(spec);
      return { spec, bytes: groups[group].subarray(start, end) };
    });
  });
}

/**
 * Decodes a weight by itself: decoded together, of two weights with one name only one is left.
 *
 * @param weight The weight.
 * @returns Its values; the caller disposes of the tensor.
 */
export function decodeWeight({ spec, bytes }: StoredWeight): Tensor {
  return tf.io.decodeWeights(bytes.slice().buffer, [{ ...spec, name: "weight" }]).weight;
}
