/**
 * What Deno.serve is not to write to the operator's terminal: where it listens, and the stack of an answer that was
 * cut off because a file changed on the way. The handler itself fails with an answer of its own.
 */
export const UNLOGGED = {
  onListen() {},
  onError: () => new Response(null, { status: 500 }),
} as const;
