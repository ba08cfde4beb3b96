/**
 * The TensorFlow.js backend `simd`: where its tensors lie and how its kernels reach them.
 *
 * @module
 */
import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { KernelArguments, KernelName } from "./compiled_kernels.ts";
import { cutIntoPieces } from "./pieces.ts";
import { Heap, HeapFullError } from "./heap.ts";
import { Scratch } from "./scratch.ts";
import { defaultThreads } from "./settings.ts";
import { loadKernels } from "./runtime/load_kernels.ts";
import { anotherTask } from "./runtime/wait.ts";
import { LostWorkerError, Team, type TeamOptions } from "./team.ts";
import { type Block, TensorId, TensorStorage } from "./tensor_data.ts";

type DataId = tf.DataId;
type BackendValues = tf.backend_util.BackendValues;

/** A float32 tensor in the heap that is being computed. */
export interface Output32 {
  info: tf.TensorInfo;
  address: number;
  length: number;
  values: Float32Array;
}

/** From so many bytes in use on, whoever awaits values gives the heap the time to take back what is free. */
const MUCH = 2 ** 28;

/** Fewer operations than this are not worth waking another thread for. */
const MIN_PARALLEL_WORK = 32768;

/** Chunks a thread gets on average; more even out threads of different speed, but cost a claim. */
const CHUNKS_PER_THREAD = 4;

/** How many whole numbers {@linkcode SimdBackend.list} has room for. */
export const MAX_LIST_LENGTH = 64;

/** Partial sums take at most this many numbers together. */
const MAX_PIECES_LENGTH = 16_000_000;

/** A kernel that sums: it takes the address of the pieces' sums, and how many items a piece has. */
export type SummingKernel = {
  [K in KernelName]: "parts" | "grain" extends keyof KernelArguments<K> ? K : never;
}[KernelName];

/**
 * A cpu backend whose float32 tensors lie in WebAssembly memory as soon as one of our kernels makes
 * or reads them. To tfjs-backend-cpu's kernels they are ordinary `Float32Array`s.
 */
export class SimdBackend extends MathBackendCPU {
  override readonly data: TensorStorage = new TensorStorage(this, tf.engine());
  readonly #kernels = loadKernels();
  readonly #heap = new Heap(this.#kernels);
  readonly #teamOptions: TeamOptions;
  #team: Team | undefined;
  /** What the kernel that is being computed has made, and how many these are. */
  readonly #outputs: (DataId | undefined)[] = [];
  #made = 0;
  #list = this.#allocateList();
  #warned = false;
  /** Frees the blocks of tensors that were never disposed, once they are garbage. */
  readonly #abandoned = new FinalizationRegistry<Block>(({ address, length }) =>
    this.#heap.free(address, length)
  );

  /** @param teamOptions How it gets its threads, and how long it waits for them. */
  constructor(teamOptions: TeamOptions = {}) {
    super();
    this.#teamOptions = teamOptions;
  }

  /** How many threads compute. */
  get threads(): number {
    return this.#startedTeam.size;
  }

  /**
   * Computes with another number of threads from now on, also in place of threads that were lost.
   *
   * @param threads How many.
   * @returns A promise that resolves when every thread has started or failed to.
   */
  setThreads(threads: number): Promise<void> {
    if (this.#team?.size !== threads) {
      this.#team?.end();
      this.#team = new Team(this.#kernels, this.#heap, threads, this.#teamOptions);
    }
    return this.#team.ready;
  }

  /** The threads: as many as {@linkcode setThreads} said, or as there are by default. */
  get #startedTeam(): Team {
    return this.#team ??= new Team(
      this.#kernels,
      this.#heap,
      defaultThreads(),
      this.#teamOptions,
    );
  }

  // ---- Tensors

  /**
   * Makes a float32 tensor of unknown contents in the heap.
   *
   * @param shape Its shape.
   * @returns The tensor, for a kernel to return, with its address and its values, for the kernel to fill.
   */
  makeOutput32(shape: number[]): Output32 {
    let length = 1;
    for (const size of shape) length *= size;
    const address = this.#heap.allocate(length);
    const block = { address, length };
    const dataId = new TensorId();
    const values = this.#heap.view(address, length);
    this.data.set(dataId, { values, dtype: "float32", refCount: 1, block });
    this.#abandoned.register(dataId, block, block);
    this.#outputs[this.#made++] = dataId;
    return { info: { dataId, shape, dtype: "float32" }, address, length, values };
  }

  /**
   * Computes a kernel of ours. If it throws, the outputs that it has made are disposed of: nobody else
   * knows of them. If a worker is lost meanwhile, it is computed anew: what it had until then is never used
   * again, as the worker may still write to it.
   */
  #compute<T>(kernel: () => T): T {
    while (true) {
      this.#made = 0;
      try {
        return kernel();
      } catch (error) {
        for (let i = 0; i < this.#made; i++) this.disposeData(this.#outputs[i]!);
        if (!(error instanceof LostWorkerError)) throw error;
        this.#list = this.#allocateList(); // the worker may still read the old one
      } finally {
        // Emptying the array would have it grow again for the next kernel.
        for (let i = 0; i < this.#made; i++) this.#outputs[i] = undefined;
        this.#heap.keepsAll = false;
      }
    }
  }

  /**
   * The same, if there is room for what the kernel makes.
   *
   * @returns Its outputs; `undefined` where it leaves the call to the cpu kernel, or finds no room. The cpu
   * kernel's output lies outside the heap.
   */
  inHeap<T>(kernel: () => T): T | undefined {
    try {
      return this.#compute(kernel);
    } catch (error) {
      if (!(error instanceof HeapFullError)) throw error;
      this.#warnFull(error);
      return undefined;
    }
  }

  #warnFull({ message }: HeapFullError): void {
    if (this.#warned) return;
    this.#warned = true;
    console.warn(
      `${message}. Until there is room, TensorFlow.js's own kernels compute, more slowly`,
    );
  }

  /**
   * Returns the address of a float32 tensor, which is copied into the heap if it is not there.
   *
   * A tensor of whole numbers or truth values that was cast to float32 shares its data with the one that
   * it was made of: that keeps its values, which float32 may not be able to hold.
   */
  addressOf({ dataId }: tf.TensorInfo): number {
    const data = this.data.get(dataId);
    if (data.block) return data.block.address;
    const values = data.values as tf.backend_util.TypedArray;
    const address = this.#heap.allocate(values.length);
    const view = this.#heap.view(address, values.length);
    view.set(values);
    if (values instanceof Float32Array) data.values = view;
    data.block = { address, length: values.length };
    this.#abandoned.register(dataId, data.block, data.block);
    return address;
  }

  /** The address of a float32 tensor that lies in the heap already; `undefined` of any other. */
  addressInHeap({ dataId }: tf.TensorInfo): number | undefined {
    return this.data.get(dataId).block?.address;
  }

  /**
   * Allocates numbers that nobody needs for long.
   *
   * @param length How many.
   * @param fill What to do with their address first; if it throws, they are free again.
   */
  scratch(length: number, fill?: (address: number) => void): Scratch {
    const scratch = new Scratch(this.#heap.allocate(length), length, this.#heap);
    try {
      fill?.(scratch.address);
    } catch (error) {
      scratch[Symbol.dispose]();
      throw error;
    }
    return scratch;
  }

  /**
   * Puts at most {@linkcode MAX_LIST_LENGTH} whole numbers where a kernel can read them, until the next call.
   *
   * @returns Their address.
   */
  list(numbers: readonly number[]): number {
    for (let i = 0; i < numbers.length; i++) this.#list[i] = numbers[i];
    return this.#list.byteOffset;
  }

  #allocateList(): Int32Array {
    return this.int32View(this.#heap.allocate(MAX_LIST_LENGTH), MAX_LIST_LENGTH);
  }

  /** The float32 numbers at an address of scratch memory. */
  float32View(address: number, length: number): Float32Array {
    return this.#heap.view(address, length);
  }

  /** The int32 numbers at an address of scratch memory. */
  int32View(address: number, length: number): Int32Array {
    return new Int32Array(this.#heap.memory.buffer, address, length);
  }

  // A block is freed with its tensor, so nobody else may keep a view of it: stock Slice and Split hand
  // such views to `write`, and users keep what `readSync` returns.

  /** Stores values that come from JavaScript. */
  override write(values: BackendValues, _shape: number[], dtype: tf.DataType): DataId {
    const dataId = new TensorId();
    this.data.set(dataId, { values: this.#ownValues(values), dtype, refCount: 1 });
    return dataId;
  }

  /** Stores values that come from another backend. */
  override move(
    dataId: DataId,
    values: BackendValues,
    shape: number[],
    dtype: tf.DataType,
    refCount: number,
  ): void {
    super.move(dataId, this.#ownValues(values), shape, dtype, refCount);
  }

  /** Returns a tensor's values; they stay as they are when the tensor is disposed. */
  override async read(dataId: DataId): Promise<BackendValues> {
    const values = this.readSync(dataId);
    // What nobody disposed of is freed between two tasks, and a promise alone does not wait for one: a loop
    // that awaits values and disposes of nothing would fill the heap.
    if (this.#heap.bytesInUse > MUCH) await anotherTask();
    return values;
  }

  /** The same, at once. */
  override readSync(dataId: DataId): BackendValues {
    return this.#ownValues(super.readSync(dataId));
  }

  #ownValues(values: BackendValues): BackendValues {
    const isView = ArrayBuffer.isView(values) && !(values.buffer instanceof ArrayBuffer);
    return isView ? values.slice() : values;
  }

  /** Frees a tensor's values unless another tensor shares them. */
  override disposeData(dataId: DataId, force = false): boolean {
    const block = this.data.has(dataId) ? this.data.get(dataId).block : undefined;
    const gone = super.disposeData(dataId, force);
    if (gone && block) {
      this.#abandoned.unregister(block);
      this.#heap.free(block.address, block.length);
    }
    return gone;
  }

  /** What the backend takes, for `tf.memory()`. */
  override memory(): { unreliable: boolean; reasons: string[]; heapBytes: number } {
    return { unreliable: false, reasons: [], heapBytes: this.#heap.bytesInUse };
  }

  /** Ends the worker threads. */
  override dispose(): void {
    this.#team?.end();
    super.dispose();
  }

  // ---- Kernels

  /**
   * Computes a kernel whose parts do not depend on one another.
   *
   * @param kernel The kernel's name.
   * @param job.count How many items it goes through: images, rows or elements.
   * @param job.work About how many operations an item takes.
   * @param job.args The kernel's arguments after `lo` and `hi`.
   * @param job.multiple Chunks start at multiples of this.
   */
  forEach<K extends KernelName>(
    kernel: K,
    { count, work, args, multiple = 1 }: {
      count: number;
      work: number;
      args: KernelArguments<K>;
      multiple?: number;
    },
  ): void {
    if (count === 0) return;
    const team = this.#startedTeam;
    const parallel = isWorthSharing(team, count * work);
    const chunks = parallel ? team.size * CHUNKS_PER_THREAD : 1;
    const grain = Math.ceil(count / chunks / multiple) * multiple;
    team.run(kernel, count, grain, args, parallel);
  }

  /**
   * Computes a sum over items in pieces, and adds the pieces up in order.
   *
   * @param kernel The kernel's name.
   * @param job.count How many items it sums over.
   * @param job.work About how many operations an item takes.
   * @param job.args The kernel's arguments after `lo` and `hi`, but for `parts` and `grain`.
   * @param job.length How many numbers the result has.
   * @param job.result Where it goes.
   */
  sumInPieces<K extends SummingKernel>(
    kernel: K,
    { count, work, args, length, result }: {
      count: number;
      work: number;
      args: Omit<KernelArguments<K>, "parts" | "grain">;
      length: number;
      result: number;
    },
  ): void {
    const most = Math.max(1, Math.floor(MAX_PIECES_LENGTH / length));
    const { grain, pieces } = cutIntoPieces(count, most);
    const team = this.#startedTeam;
    // TypeScript cannot tell that with these two the arguments are whole again.
    const withParts = (parts: number) => ({ ...args, parts, grain }) as KernelArguments<K>;
    if (pieces === 1) {
      team.run(kernel, count, grain, withParts(result), false);
      return;
    }
    using parts = this.scratch(length * pieces);
    const parallel = isWorthSharing(team, count * work);
    team.run(kernel, count, grain, withParts(parts.address), parallel);
    this.forEach("sumParts", {
      count: length,
      work: pieces,
      args: { parts: parts.address, y: result, count: pieces, size: length },
      multiple: 4,
    });
  }
}

function isWorthSharing(team: Team, work: number): boolean {
  return team.size > 1 && work >= MIN_PARALLEL_WORK;
}
