/** The state counts as lost when it has not answered after this. */
const ANSWER_MS = 2500;

/** Waits for an answer of the state, but not without end. */
export async function withLimit<Value>(work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("timeout")), ANSWER_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
