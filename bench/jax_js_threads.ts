/**
 * Gives jax-js as many threads as the first argument says: it starts a worker for each core that
 * `navigator` names when it is loaded, so this module must be imported before it.
 *
 * @module
 */
Object.defineProperty(navigator, "hardwareConcurrency", { value: Number(Deno.args[0]) });
