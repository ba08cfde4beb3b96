/**
 * Node.js's own modules, where there are any: Node.js, Deno and Bun have them, pages do not.
 *
 * @module
 */

interface NodeModules {
  "node:os": typeof import("node:os");
  "node:worker_threads": typeof import("node:worker_threads");
}

/**
 * Returns one of Node.js's modules; `undefined` in a page. It is asked for in this way, and not imported,
 * so that a bundle for a page need not leave it out.
 */
export function nodeModule<Name extends keyof NodeModules>(
  name: Name,
): NodeModules[Name] | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  return process?.getBuiltinModule?.(name) as NodeModules[Name] | undefined;
}
