// What runs in the operator's page, as `/.coplay/admin.js`. The functions are sent as text: they may use
// each other, nothing else. The token stays in this page: where it is kept for other pages, a game
// could read it, because all pages of one host share their storage.

/** A game as the admin API lists it. */
interface ListedGame {
  readonly id: string;
  readonly name: Record<string, string>;
  /** The address of its picture. */
  readonly cover: string | null;
  readonly fault: Record<string, string> | null;
  readonly isPublished: boolean;
}

/** A player as the admin API lists them. */
interface ListedPlayer {
  /** Null at another host. */
  readonly number: number | null;
  readonly address: string;
  readonly device: string;
  readonly game: Record<string, string> | null;
  readonly isReady: boolean;
}

/** Shows the catalogue and the players, and publishes what is pressed. */
export function runAdmin(): void {
  const form = findPart<HTMLFormElement>("sign-in");
  let token = location.hash.slice(1);
  const load = async () => {
    const [games, players] = await Promise.all([
      askHost({ token, path: "games" }),
      askHost({ token, path: "players" }),
    ]);
    form.hidden = true;
    findPart("signed-in").hidden = false;
    showGames(games.games, (id) => act({ method: "PUT", path: "published", body: { game: id } }));
    showPlayers(players);
  };
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await load();
      findPart("alert").textContent = "";
    } catch (error) {
      const { message, isRefused } = error as Error & { isRefused?: boolean };
      if (isRefused) {
        form.hidden = false;
        findPart("signed-in").hidden = true;
      }
      findPart("alert").textContent = message;
    }
  };
  const act = (order: Parameters<typeof askHost>[0]) => attempt(() => askHost({ ...order, token }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    token = findPart<HTMLInputElement>("token").value.trim();
    // A reload of this page keeps it; it never leaves the browser.
    history.replaceState(null, "", `#${token}`);
    attempt(async () => {});
  });
  findPart("rescan").addEventListener("click", () => act({ method: "POST", path: "rescan" }));
  if (token) attempt(async () => {});
  else form.hidden = false;
  setInterval(() => !document.hidden && token && form.hidden && attempt(async () => {}), 3000);
}

/** A part of the page. */
export function findPart<Part extends HTMLElement = HTMLElement>(id: string): Part {
  return document.getElementById(id) as Part;
}

/** Asks the admin API; fails with what the host says, in the page's language. */
export async function askHost(
  { token = "", path, method = "GET", body }: {
    token?: string;
    path: string;
    method?: string;
    body?: unknown;
  },
) {
  const { lang } = document.documentElement;
  let response: Response;
  try {
    response = await fetch(`/.coplay/admin/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "accept-language": lang,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Error(lang === "en" ? "The host does not answer" : "服务器没有回应");
  }
  const answer = await response.json();
  if (response.ok) return answer;
  throw Object.assign(new Error(answer.error), { isRefused: response.status === 401 });
}

/** Shows the catalogue, one button a row. */
export function showGames(games: readonly ListedGame[], publish: (id: string) => void): void {
  const { dataset: words } = findPart("games");
  const shown = JSON.stringify(games);
  // Nothing is taken from under a finger that is just coming down.
  if (words.shown === shown && !document.querySelector("#games :disabled")) return;
  words.shown = shown;
  const rows = games.map((game) => {
    const row = document.createElement("li");
    row.className = game.isPublished ? "card on" : "card";
    const button = document.createElement("button");
    button.className = game.isPublished ? "button quiet" : "button";
    button.textContent = game.isPublished ? words.again! : words.publish!;
    const name = describeGame(game);
    button.setAttribute("aria-label", `${button.textContent}: ${name.firstChild!.textContent}`);
    button.disabled = game.fault !== null;
    button.dataset.game = game.id;
    button.onclick = () => {
      button.disabled = true;
      publish(game.id);
    };
    row.append(showFace(game), name, button);
    return row;
  });
  const { activeElement } = document;
  const focused = (activeElement as HTMLElement | null)?.dataset.game;
  findPart("games").replaceChildren(...rows);
  document.querySelector<HTMLElement>(`[data-game="${CSS.escape(focused ?? "")}"]`)?.focus();
}

/** The name of a game, and under it what there is to know. */
export function describeGame({ name, fault, isPublished }: ListedGame): HTMLElement {
  const language = document.documentElement.lang.slice(0, 2);
  const place = document.createElement("span");
  place.className = "name";
  const title = document.createElement("strong");
  title.textContent = name[language]!;
  const note = document.createElement("span");
  note.className = fault ? "why" : "tag";
  note.textContent = fault ? fault[language]! : findPart("games").dataset.on!;
  place.append(title, ...(isPublished || fault ? [note] : []));
  return place;
}

/** The picture of a game, or the first character of its name. */
export function showFace({ cover, name }: ListedGame): HTMLElement {
  const language = document.documentElement.lang.slice(0, 2);
  const letter = document.createElement("span");
  letter.className = "face";
  letter.ariaHidden = "true";
  letter.textContent = [...name[language]!][0] ?? "?";
  if (cover === null) return letter;
  const picture = document.createElement("img");
  picture.className = "face";
  picture.alt = "";
  picture.onerror = () => picture.replaceWith(letter);
  picture.src = cover;
  return picture;
}

/** Shows who plays; whom the others wait for stands first. */
export function showPlayers(
  { players, ready }: { players: readonly ListedPlayer[]; ready: number },
): void {
  const language = document.documentElement.lang.slice(0, 2);
  const words = findPart("players").dataset;
  findPart("count").textContent = players.length > 0 ? `${ready}/${players.length}` : "";
  const sorted = players.toSorted((a, b) => Number(a.isReady) - Number(b.isReady));
  const rows = sorted.map(({ number, address, device, game, isReady }) => {
    const row = document.createElement("li");
    row.className = "card";
    const who = document.createElement("span");
    who.textContent = `${number === null ? "–" : `${number}.`} ${
      device === "?" ? "" : device
    } ${address}`;
    const state = document.createElement("span");
    state.className = isReady ? "soft" : "wait";
    const doing = isReady ? words.ready! : words.loading!;
    state.textContent = game ? `${game[language]} · ${doing}` : words.lobby!;
    row.append(who, state);
    return row;
  });
  const none = document.createElement("li");
  none.className = "card soft";
  none.textContent = words.none!;
  findPart("players").replaceChildren(...(rows.length > 0 ? rows : [none]));
}
