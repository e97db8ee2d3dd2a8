/** What the host says to scores that were sent. */
export interface SendAnswer {
  /** The status of its answer; 0 where there was none. */
  readonly status: number;
  /** When it asks to send them again, in milliseconds from now. */
  readonly againMs: number;
  /** Why it refuses them, in words. */
  readonly why: string;
}

/** Sends scores as JSON. It never rejects. */
export type SendScores = (body: string) => Promise<SendAnswer>;

/** The browser's own function, which a game may replace later. */
const ask = self.fetch?.bind(self);

/** Sends scores to the host; the browser does so even while the page closes. */
export async function sendScores(body: string): Promise<SendAnswer> {
  try {
    const answer = await ask("/.coplay/scores", { method: "POST", body, keepalive: true });
    const againMs = 1000 * Number(answer.headers.get("retry-after"));
    return { status: answer.status, againMs, why: await answer.text() };
  } catch {
    return { status: 0, againMs: 0, why: "" };
  }
}
