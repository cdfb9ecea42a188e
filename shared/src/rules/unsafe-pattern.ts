/** Why a pattern is not taken, in words for whoever wrote it. */
export class UnsafePattern extends Error {
  override readonly name = 'UnsafePattern';
}
