import { assertEquals } from "@std/assert";
import type { Round } from "../../../games/kit/classroom.ts";
import { findMap } from "../../../games/tafang/maps/maps.ts";
import { arenaId } from "../../../games/tafang/maps/roll.ts";
import { ClassRounds } from "../../../games/tafang/play/class_round.ts";
import { type Session, startSession } from "../../../games/tafang/play/session.ts";

const ROUND: Round = { number: 1, seed: 77, startsAt: 0, endsAt: null };

/** A host whose round is changed by `announce`. */
function withHost() {
  const coplay = Object.assign(new EventTarget(), { round: null as Round | null });
  Object.assign(globalThis, { coplay });
  return {
    announce(round: Round | null) {
      coplay.round = round;
      coplay.dispatchEvent(new Event("round"));
    },
    [Symbol.dispose]() {
      delete (globalThis as { coplay?: unknown }).coplay;
    },
  };
}

function startGame(id: string, isRound: boolean): Session {
  const session = startSession({ map: findMap(id)!, seed: 1, endless: true, listeners: [] });
  session.isRound = isRound;
  return session;
}

Deno.test("a round of the class begins with its seed, and its end stops the arena", () => {
  using host = withHost();
  const happened: string[] = [];
  let session: Session | undefined;
  const rounds = new ClassRounds({
    session: () => session,
    onBegin: (seed) => {
      happened.push(`begin ${seed}`);
      session = startGame(arenaId(seed), rounds.current?.seed === seed);
    },
    onEnd: () => void happened.push("end"),
  });
  rounds.follow();
  assertEquals([happened, rounds.current], [[], undefined]);
  host.announce(ROUND);
  host.announce({ ...ROUND });
  assertEquals([happened, session?.game.outcome], [["begin 77"], "running"]);
  host.announce(null);
  assertEquals([happened, session?.game.outcome], [["begin 77", "end"], "lost"]);
  assertEquals(rounds.current, undefined);
});

Deno.test("the end of a round stops no game of the player's own", () => {
  using host = withHost();
  const session = startGame("sprout", false);
  const rounds = new ClassRounds({
    session: () => session,
    onBegin: () => {},
    onEnd: () => {
      throw new Error("there is nothing to end");
    },
  });
  rounds.follow();
  host.announce(ROUND);
  host.announce(null);
  assertEquals(session.game.outcome, "running");
});
