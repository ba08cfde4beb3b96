/**
 * What a page may load: nothing but what came with it, whatever the scripts in its outputs ask for.
 * Browsers keep to it, also where pages lie as files (Content Security Policy, level 3).
 *
 * @module
 */

/**
 * Where the parts come from that pages share, and lie beside them. From a server that is `'self'`.
 * Files are each for themselves to a browser, so their scheme stands here too.
 */
const SHARED = ["'self'", "file:"];

/** What stands in the page. */
const INSIDE = ["data:", "blob:"];

/**
 * What each kind of content may come from. What is not named here comes from nowhere: fetched data,
 * frames, plug-ins, workers. Scripts in outputs run, as they do in Jupyter. Pages that compile code,
 * such as one that runs its own cells, need `'unsafe-eval'` and `'wasm-unsafe-eval'` in `script-src`.
 */
const POLICY: Record<string, readonly string[]> = {
  "default-src": ["'none'"],
  "script-src": [...SHARED, "'unsafe-inline'"],
  "style-src": [...SHARED, "'unsafe-inline'"],
  "font-src": [...SHARED, "data:"],
  "img-src": INSIDE,
  "media-src": INSIDE,
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/** The policy, as the content of `<meta http-equiv="Content-Security-Policy">`. */
export const CONTENT_POLICY: string = Object.entries(POLICY)
  .map(([kind, sources]) => [kind, ...sources].join(" "))
  .join("; ");
