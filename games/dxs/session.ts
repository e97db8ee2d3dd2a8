// A player's session: the round, its phase, and what is stored.

import { openSave, type Save, type SaveStorage } from "../kit/save.ts";
import { Random } from "../kit/random.ts";
import { makeRound, type Round } from "./rules.ts";
import { isSymbolName, type SymbolName } from "./symbol_names.ts";

/** The phases of a round, in their order. */
export const PHASES = ["think", "subtract", "find", "focus", "reading", "reveal"] as const;

/** The phase of a round. */
export type Phase = typeof PHASES[number];

/** The stored session. */
export type Session = {
  /** The number of finished rounds. */
  readonly rounds: number;
  readonly phase: Phase;
  /** The state of the random generator that makes this round's table. */
  readonly random: number;
  /** The symbol of the previous round. */
  readonly previous?: SymbolName;
};

/** The number of rounds after which the game offers its secret. */
export const ROUNDS_TO_WONDER = 3;

/** Starts the session of a new player. */
export function startSession(seed: number): Session {
  return { rounds: 0, phase: "think", random: seed >>> 0 };
}

/** Returns this round's table and symbol, the same at every call. */
export function roundOf(session: Session): Round {
  return makeRound(new Random(session.random), session.previous);
}

/** Goes to the next phase. After the last one follows a new round with another table and symbol. */
export function nextStep(session: Session): Session {
  if (session.phase === "reveal") return nextRound(session);
  // A player who has finished a round knows how to subtract the digits, so that phase is skipped.
  const known = session.phase === "think" && session.rounds > 0;
  const phase = PHASES[PHASES.indexOf(session.phase) + (known ? 2 : 1)]!;
  return { ...session, phase, rounds: session.rounds + (phase === "reveal" ? 1 : 0) };
}

/** Goes to the phase before, until the crystal begins to read. */
export function stepBack(session: Session): Session {
  const { phase, rounds } = session;
  if (phase === "think" || phase === "reading" || phase === "reveal") return session;
  const known = phase === "find" && rounds > 0;
  return { ...session, phase: PHASES[PHASES.indexOf(phase) - (known ? 2 : 1)]! };
}

function nextRound(session: Session): Session {
  const random = new Random(session.random);
  const { symbol } = makeRound(random, session.previous);
  return { rounds: session.rounds, phase: "think", random: random.state, previous: symbol };
}

/** Accepts a stored session if it is valid; one left while reading returns to the touch. */
export function readSession(stored: unknown): Session | undefined {
  const { rounds, phase, random, previous } = (stored ?? {}) as Partial<Session>;
  if (!Number.isSafeInteger(rounds) || rounds! < 0) return undefined;
  if (!Number.isSafeInteger(random) || random! < 0) return undefined;
  if (!PHASES.some((known) => known === phase)) return undefined;
  if (previous !== undefined && !isSymbolName(previous)) return undefined;
  return {
    rounds: rounds!,
    phase: phase === "reading" ? "focus" : phase!,
    random: random!,
    ...(previous && { previous }),
  };
}

/** Opens the stored session; `seed` starts a new one. */
export function openSession(seed: number, storage?: SaveStorage): Save<Session> {
  const format = {
    id: "dxs",
    version: 1,
    empty: () => startSession(seed),
    read: readSession,
  };
  return storage ? openSave(format, storage) : openSave(format);
}
