import { CommandError, TextError } from "../../cli/errors.ts";
import { type Io, say, tell, visible } from "../../cli/io.ts";
import { describeMissing, findSecureNeeds } from "../assets/secure_needs.ts";
import type { Game } from "../catalogue/catalogue.ts";
import type { Host } from "../live/host.ts";
import type { Lesson } from "../live/lesson.ts";
import { PublishError } from "../live/published.ts";
import { joinedHostsText, noticeText, publishedText } from "./texts.ts";

/** Publishes the first game. @throws {CommandError} where it cannot be published */
export async function publishFirst(
  host: Host,
  { game, io }: { game: Game; io: Io },
): Promise<void> {
  try {
    await host.publish(game);
    tellNotices(game, io);
  } catch (error) {
    throw error instanceof PublishError ? new CommandError(error.text) : error;
  }
}

/**
 * Shows the game of the other hosts, even if the command line names another.
 *
 * @param follow follows them and returns their game
 * @throws {CommandError} where their game is not here
 */
export async function followFirst(follow: () => Promise<Game>, io: Io): Promise<void> {
  try {
    const { name } = await follow();
    tell(io, joinedHostsText(name));
  } catch (error) {
    throw error instanceof PublishError ? new CommandError(error.text) : error;
  }
}

/** Publishes a game and prints that, or why it failed. */
export async function publishAndSay(lesson: Lesson, { game, io }: { game: Game; io: Io }) {
  await orSay(io, async () => {
    await lesson.publish(game);
    tell(io, publishedText(game.name));
    tellNotices(game, io);
  });
}

/** Carries out an order, or prints why it cannot be: a game not published, a round not begun, a name not taken. */
export async function orSay(io: Io, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    io.stderr.write(`${visible(say(io, error.text))}\n`);
  }
}

/** Prints what the author of a game should know. */
function tellNotices({ notices }: Game, io: Io): void {
  for (const notice of notices) tell(io, noticeText(notice));
}

/** Prints what the published game lacks on other devices without https. */
export async function warnOfHttp({ published }: Host, io: Io): Promise<void> {
  const { current } = published;
  if (!current) return;
  const { game, store: { profile } } = current;
  const needs = await findSecureNeeds(game, profile).catch(() => []);
  const missing = describeMissing(game, { ...profile, needs });
  if (missing) tell(io, { en: visible(missing.en), zh: visible(missing.zh) });
}
