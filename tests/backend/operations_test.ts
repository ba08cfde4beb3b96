import { equal, throws } from "node:assert/strict";
import type { KernelArguments, KernelName } from "../../lib/backend/compiled_kernels.ts";
import * as binary from "../../lib/backend/kernels/shared/binary_operations.ts";
import * as gradients from "../../lib/backend/kernels/shared/gradient_operations.ts";
import * as unary from "../../lib/backend/kernels/shared/unary_operations.ts";
import { Heap } from "../../lib/backend/heap.ts";
import { loadKernels } from "../../lib/backend/runtime/load_kernels.ts";
import { Team } from "../../lib/backend/team.ts";

const kernels = loadKernels();
const memory = new Heap(kernels);
const LENGTH = 1000;
const [x, y] = [memory.allocate(LENGTH), memory.allocate(LENGTH)];
memory.view(x, LENGTH).fill(2);

/** What each kernel takes beside `op`, for vectors of LENGTH numbers. */
const KERNELS = {
  unary: { x, y, p: 0, q: 0 },
  unaryGrad: { dy: x, x, dx: y, p: 0, q: 0 },
  binaryRow: { a: x, b: x, y, stepA: 1, stepB: 1 },
  binaryRows: { a: x, b: x, y, C: 1 },
  binaryBroadcast: {
    ...{ a: x, b: x, y, middle: 1, inner: 1 },
    ...{ outerA: 1, middleA: 0, innerA: 1, outerB: 1, middleB: 0, innerB: 1 },
  },
};

/** Of dy and y, which have one shape. */
const GRADIENTS: ReadonlySet<number> = new Set([binary.ELU_GRAD]);

function run(team: Team, kernel: keyof typeof KERNELS, op: number): void {
  const args = { ...KERNELS[kernel], op } as unknown as KernelArguments<KernelName>;
  team.run(kernel as KernelName, LENGTH, LENGTH / 4, args, team.size > 1);
}

Deno.test("every operation has a number of its own", () => {
  for (const operations of [unary, binary, gradients]) {
    const numbers = Object.values(operations);
    equal(new Set(numbers).size, numbers.length);
  }
});

for (const size of [1, 2]) {
  const threads = size === 1 ? "alone" : "with a worker";
  const trapped = (kernel: string) => ({
    message: `Cannot compute ${kernel}: expected it to finish but found that it trapped`,
  });

  Deno.test(`a kernel has a branch for every operation, ${threads}`, async () => {
    const team = new Team(kernels, memory, size);
    await team.ready;
    for (const op of Object.values(unary)) run(team, "unary", op);
    for (const op of Object.values(gradients)) run(team, "unaryGrad", op);
    for (const op of Object.values(binary)) {
      run(team, "binaryRow", op);
      run(team, "binaryBroadcast", op);
      if (!GRADIENTS.has(op)) run(team, "binaryRows", op);
    }
    team.end();
  });

  Deno.test(`a kernel traps for an operation without a branch, ${threads}`, async () => {
    const team = new Team(kernels, memory, size);
    await team.ready;
    const next = (operations: object) => Math.max(...Object.values(operations)) + 1;
    for (const op of [-1, next(unary), 99]) {
      throws(() => run(team, "unary", op), trapped("unary"));
    }
    for (const op of [-1, next(gradients), 99]) {
      throws(() => run(team, "unaryGrad", op), trapped("unaryGrad"));
    }
    for (const kernel of ["binaryRow", "binaryRows", "binaryBroadcast"] as const) {
      for (const op of [-1, next(binary), 99]) {
        throws(() => run(team, kernel, op), trapped(kernel));
      }
    }
    for (const op of GRADIENTS) {
      throws(() => run(team, "binaryRows", op), trapped("binaryRows"));
    }
    run(team, "unary", unary.SQUARE); // and the team goes on
    equal(memory.view(y, LENGTH)[LENGTH - 1], 4);
    team.end();
  });
}
