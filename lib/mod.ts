/**
 * Convbook's library.
 *
 * @module
 */
