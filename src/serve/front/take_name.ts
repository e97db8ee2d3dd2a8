import { TextError } from "../../cli/errors.ts";
import type { Text } from "../../cli/language.ts";
import { pickPlayer } from "../live/pick_player.ts";
import { shownName } from "../live/player_names.ts";
import type { Players } from "../live/players.ts";
import { lettersOf } from "../live/taken_names.ts";
import type { Scores } from "../scores/scores.ts";

/** No name can be taken away; the text says why. */
export class NameError extends TextError {
  override readonly name = "NameError";
  /** Whether several players fit. */
  readonly isUnclear: boolean;
  constructor(text: Text, isUnclear: boolean) {
    super(text);
    this.isUnclear = isUnclear;
  }
}

/**
 * Takes the name away from the player whom the operator means: from lists, pages and scores. Where nobody here is
 * called so, it goes from the scores of those who have left.
 *
 * @param typed a name, a part of one, or a player's number
 * @returns the name as lists have shown it
 * @throws {NameError} where nobody or several are meant
 */
export async function takeName(
  typed: string,
  { players, scores }: { readonly players: Players; readonly scores: Scores },
): Promise<string> {
  const picked = pickPlayer(players.listed, typed);
  const gone = picked.kind === "none" ? await findGone(typed, { players, scores }) : [];
  if (picked.kind !== "player" && gone.length === 0) {
    throw new NameError(picked.why, picked.kind === "several");
  }
  const taken = picked.kind === "player"
    ? [{ playerId: picked.player.id, name: picked.player.name.text }]
    : gone;
  try {
    await players.takeNames(taken);
  } finally {
    // What is shown here has changed, whether the other hosts know it or not.
    await scores.unname(({ playerId, name }) => players.isTaken({ playerId, name }));
  }
  return picked.kind === "player" ? shownName(picked.player.name) : taken[0]!.name;
}

/** Finds the players with scores under this name who are not here. */
async function findGone(
  typed: string,
  { players, scores }: { readonly players: Players; readonly scores: Scores },
) {
  const here = new Set(players.listed.map(({ id }) => id));
  const wanted = lettersOf(typed.trim());
  return (await scores.listAll())
    .filter(({ playerId, name }) =>
      !here.has(playerId) && name !== "" && lettersOf(name) === wanted
    )
    .map(({ playerId, name }) => ({ playerId, name }));
}
