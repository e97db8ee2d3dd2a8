/**
 * Keeps Deno.serve from writing to the operator's terminal: its address, and the stack of an answer that was cut off
 * because a file changed. The handler turns its own failures into answers.
 */
export const UNLOGGED = {
  onListen() {},
  onError: () => new Response(null, { status: 500 }),
} as const;
