/**
 * The memory that tensors of the simd backend lie in.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { instantiateKernels, type KernelExports } from "./compiled_kernels.ts";
import { SPARE_BYTES } from "./kernels/shared/layout.ts";

/** The most that AssemblyScript's allocator gives at once; it takes longer lengths modulo 4 GiB. */
const MAX_BYTES = 2 ** 30 - 64;

/** 64 KiB each: 4 GiB, all that WebAssembly's 32-bit addresses reach. */
const MAX_PAGES = 65536;

/** There is no room for a tensor. */
export class HeapFullError extends RangeError {
  override readonly name = "RangeError";
}

/**
 * One shared WebAssembly memory and AssemblyScript's allocator in it. The memory starts small and
 * grows; views made before it grew stay valid.
 */
export class Heap {
  /** The memory, shared with the worker threads. */
  readonly memory: WebAssembly.Memory = reserveMemory();
  /** The kernels, bound to the memory. */
  readonly exports: KernelExports;
  #bytesInUse = 0;
  #bytesReserved = 0;
  #keepsAll = false;

  /** @param module The compiled kernels. */
  constructor(module: WebAssembly.Module) {
    this.exports = instantiateKernels(module, this.memory);
    this.#bytesReserved = this.memory.buffer.byteLength;
  }

  /** How many bytes are allocated now. */
  get bytesInUse(): number {
    return this.#bytesInUse;
  }

  /**
   * Allocates `length` numbers of four bytes each.
   *
   * @param length How many numbers.
   * @returns The address. The caller frees it with {@linkcode free}.
   * @throws {RangeError} If the memory cannot hold that many more.
   */
  allocate(length: number): number {
    const bytes = 4 * length;
    if (bytes > MAX_BYTES) throw this.#cannotAllocate(bytes);
    let address = 0;
    try {
      address = this.exports.allocate(bytes + SPARE_BYTES) >>> 0;
    } catch (cause) { // the allocator traps; it has changed nothing yet
      throw this.#cannotAllocate(bytes, cause);
    }
    this.#bytesInUse += bytes;
    const grown = this.memory.buffer.byteLength - this.#bytesReserved;
    if (grown > 0) {
      this.#bytesReserved += grown;
      // V8 does not count this memory when it decides whether to collect garbage, and tensors that
      // nobody disposed keep it until they are collected. It does count an ArrayBuffer, which takes
      // no real memory as long as nobody writes to it.
      new ArrayBuffer(Math.min(grown, 2 ** 30));
    }
    return address;
  }

  #cannotAllocate(bytes: number, cause?: unknown): HeapFullError {
    return new HeapFullError(
      `Cannot allocate a tensor of ${bytes} bytes: expected room for it in the simd backend's ` +
        `memory of 4 GiB, where one tensor takes at most 1 GiB, but found ${this.#bytesInUse} ` +
        "bytes in use; what nobody disposes of is free again only after the program has awaited",
      { cause },
    );
  }

  /** Frees what {@linkcode allocate} returned for `length`. */
  free(address: number, length: number): void {
    if (this.#keepsAll) return;
    this.exports.release(address);
    this.#bytesInUse -= 4 * length;
  }

  /**
   * Whether what is freed stays where it is for good: a thread that was lost may still write to what the
   * kernel had that it worked for.
   */
  set keepsAll(keepsAll: boolean) {
    this.#keepsAll = keepsAll;
  }

  /** The numbers at an address. */
  view(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }
}

function reserveMemory(): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: 16, maximum: MAX_PAGES, shared: true });
  } catch (cause) {
    throw new Error(
      "Cannot start the simd backend: expected 4 GiB of addresses to reserve (memory is taken as it is " +
        `needed) but found ${describeError(cause)}; there is "cpu"`,
      { cause },
    );
  }
}
