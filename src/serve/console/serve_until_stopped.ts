import { type Io, tell } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Game } from "../catalogue/catalogue.ts";
import type { Front } from "../front/front.ts";
import type { Step } from "../live/lesson_state.ts";
import type { RunningServer } from "../listen/listen.ts";
import type { Answers } from "./answers.ts";
import type { CatalogueNews } from "./catalogue_news.ts";
import { showCatalogue } from "./catalogue_rows.ts";
import { runConsole } from "./console.ts";
import { interrupted } from "./interrupted.ts";
import type { LiveScreen } from "./live_screen.ts";
import { listPlayers } from "./messages.ts";
import { describeLesson, tellLesson } from "./lesson_news.ts";
import { LESSON_TEXTS } from "./lesson_texts.ts";
import { orSay, publishAndSay, warnOfHttp } from "./publish.ts";
import { nameTakenText, TEXTS } from "./texts.ts";

/**
 * Carries out the operator's orders until they, or the system, ask the host to stop; then lets answers under way
 * finish.
 */
export async function serveUntilStopped(
  front: Front,
  { server, answers, news, isSecure, screen, io }: {
    server: RunningServer;
    answers: Answers;
    news: CatalogueNews;
    isSecure: boolean;
    screen: LiveScreen | undefined;
    io: Io;
  },
): Promise<void> {
  const { host } = front;
  tellLesson(front, io);
  try {
    const actions = {
      ...lessonActions(front, io),
      ...nameActions(front, io),
      async publish(game: Game) {
        await publishAndSay(front.lesson, { game, io });
        if (!isSecure) await warnOfHttp(host, io);
      },
      players: () => showPlayers(front, io),
      games: () => showCatalogue(host.catalogue, { io, isWhole: true }),
      async rescan() {
        await host.rescan();
        news.tellAll();
      },
    };
    answers.keepReading();
    const console = runConsole(answers, { host, io, actions });
    const stopped = await Promise.race([console, interrupted(io)]);
    // The end of a pipe does not stop the host.
    if (!stopped) await interrupted(io);
  } finally {
    screen?.close();
    tell(io, TEXTS.stopping);
    // Open event streams would delay the host's end.
    front.events.close();
    await server.stop();
  }
}

/** The orders for the class's cover, queue and rounds. */
function lessonActions(front: Front, io: Io) {
  const { lesson } = front;
  return {
    front: () => lesson.state.front ? orSay(io, () => lesson.uncover()) : lesson.cover(),
    cover: (words: Text) => lesson.cover(words),
    queue: () => tell(io, describeLesson(front)),
    start: (steps: readonly Step[]) => orSay(io, () => lesson.start(steps)),
    round: () => orSay(io, () => lesson.startRound(null)),
    startRound: (forMs: number | null) => orSay(io, () => lesson.startRound(forMs)),
    async endRound() {
      const { round } = lesson.state;
      if (round === null || round.phase === "away") tell(io, LESSON_TEXTS.noRound);
      await lesson.endRound();
    },
    async endQueue() {
      if (lesson.state.steps.length === 0) tell(io, describeLesson(front));
      await lesson.endQueue();
    },
  };
}

function nameActions({ takeName }: Front, io: Io) {
  const take = (who: string) => orSay(io, async () => tell(io, nameTakenText(await takeName(who))));
  // Without a player the order says what it lacks.
  return { takeName: take, unname: () => take("") };
}

function showPlayers({ host, players }: Front, io: Io): void {
  const published = host.published.current?.game;
  const nameOf = (id: string) => host.catalogue.get(id)?.name[io.language] ?? id;
  listPlayers(players.listed, { published, nameOf, io });
}
