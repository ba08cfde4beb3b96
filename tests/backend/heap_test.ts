import { deepEqual, equal, throws } from "node:assert/strict";
import { Heap } from "../../lib/backend/heap.ts";
import { loadKernels } from "../../lib/backend/runtime/load_kernels.ts";

const kernels = loadKernels();

Deno.test("Heap.allocate() gives memory that does not overlap, and free() takes it back", () => {
  const heap = new Heap(kernels);
  const lengths = [0, 1, 7, 1000];
  const addresses = lengths.map((length) => heap.allocate(length));
  equal(heap.bytesInUse, 4 * 1008);
  addresses.forEach((address, i) => heap.view(address, lengths[i]).fill(i));
  deepEqual(addresses.map((address, i) => [...new Set(heap.view(address, lengths[i]))]), [
    [],
    [1],
    [2],
    [3],
  ]);
  addresses.forEach((address, i) => heap.free(address, lengths[i]));
  equal(heap.bytesInUse, 0);
});

Deno.test("Heap.allocate() throws for more than 1 GiB at once, also where a length wraps around", () => {
  const heap = new Heap(kernels);
  for (const length of [2 ** 28, 2 ** 30, 2 ** 30 + 1]) {
    throws(() => heap.allocate(length), {
      name: "RangeError",
      message:
        `Cannot allocate a tensor of ${4 * length} bytes: expected room for it in the simd ` +
        "backend's memory of 4 GiB, where one tensor takes at most 1 GiB, but found 0 bytes in use; " +
        "what nobody disposes of is free again only after the program has awaited",
    });
    equal(heap.bytesInUse, 0);
  }
});
