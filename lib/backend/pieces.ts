/**
 * Cutting work into pieces that depend on nothing but its size.
 *
 * @module
 */

/**
 * At most this many pieces. What each piece writes has a place of its own, and sums of pieces are added
 * in order, so that the same numbers come out for any number of threads.
 */
export const MAX_PIECES = 16;

/**
 * Cuts `count` items into pieces of one size; the last may be smaller.
 *
 * @param count How many items, at least one.
 * @param most How many pieces there may be, if fewer than {@linkcode MAX_PIECES}; at least one.
 * @returns How many items a piece has, and how many pieces there are.
 */
export function cutIntoPieces(
  count: number,
  most: number = MAX_PIECES,
): { grain: number; pieces: number } {
  const grain = Math.ceil(count / Math.min(most, MAX_PIECES));
  return { grain, pieces: Math.ceil(count / grain) };
}
