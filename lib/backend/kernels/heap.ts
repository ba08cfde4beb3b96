// The memory that tensors lie in, from AssemblyScript's own allocator. Only the main thread calls these.

/** Returns the address of `bytes` bytes; traps when the memory cannot grow. */
export function allocate(bytes: usize): usize {
  return heap.alloc(bytes);
}

/** Gives a block back. */
export function release(p: usize): void {
  heap.free(p);
}
