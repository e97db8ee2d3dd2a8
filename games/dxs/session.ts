// A visit to the crystal: which round it is, how far it has come, and what is kept of it.

import { openSave, type Save, type SaveStorage } from "../kit/save.ts";
import { Random } from "../kit/random.ts";
import { makeRound, type Round } from "./rules.ts";
import { isSymbolName, type SymbolName } from "./symbol_names.ts";

/** The steps of a round, in their order. */
export const PHASES = ["think", "subtract", "find", "focus", "reading", "reveal"] as const;

/** Where in a round the player is. */
export type Phase = typeof PHASES[number];

/** Everything that is kept. */
export type Session = {
  /** Rounds finished so far. */
  readonly rounds: number;
  readonly phase: Phase;
  /** The state of chance this round's table is made from. */
  readonly random: number;
  /** The symbol of the round before. */
  readonly previous?: SymbolName;
};

/** After so many rounds a curious player is told that there is something to find out. */
export const ROUNDS_TO_WONDER = 3;

/** A first visit. */
export function startSession(seed: number): Session {
  return { rounds: 0, phase: "think", random: seed >>> 0 };
}

/** This round's table and symbol: the same as often as one asks. */
export function roundOf(session: Session): Round {
  return makeRound(new Random(session.random), session.previous);
}

/** The next step. After the reveal comes a new round with another table and another symbol. */
export function nextStep(session: Session): Session {
  if (session.phase === "reveal") return nextRound(session);
  // Who has played before knows how to take digits away: one step less.
  const known = session.phase === "think" && session.rounds > 0;
  const phase = PHASES[PHASES.indexOf(session.phase) + (known ? 2 : 1)]!;
  return { ...session, phase, rounds: session.rounds + (phase === "reveal" ? 1 : 0) };
}

/** The step before, as long as the crystal has not begun to read. */
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

/** Accepts what was stored, if it is a session; one left while reading goes back to touching. */
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

/** Opens the save; `seed` starts a first visit. */
export function openSession(seed: number, storage?: SaveStorage): Save<Session> {
  const format = {
    id: "dxs",
    version: 1,
    empty: () => startSession(seed),
    read: readSession,
  };
  return storage ? openSave(format, storage) : openSave(format);
}
