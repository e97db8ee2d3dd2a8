// What runs in the operator's page, as `/.coplay/admin.js`. The functions are sent as text: they may use
// each other, nothing else. The token stays in this page: where it is kept for other pages, a game
// could read it, because all pages of one host share their storage.

/** A game as the admin API lists it. */
interface ListedGame {
  readonly id: string;
  readonly name: Record<string, string>;
  readonly fault: Record<string, string> | null;
  readonly isPublished: boolean;
}

/** A player as the admin API lists them. */
interface ListedPlayer {
  readonly number: number;
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
  const language = document.documentElement.lang.slice(0, 2);
  const words = findPart("games").dataset;
  const rows = games.map(({ id, name, fault, isPublished }) => {
    const row = document.createElement("li");
    row.className = isPublished ? "card on" : "card";
    const title = document.createElement("strong");
    title.textContent = name[language]!;
    const button = document.createElement("button");
    button.className = "button";
    button.textContent = isPublished ? words.again! : words.publish!;
    if (isPublished) button.classList.add("quiet");
    button.setAttribute("aria-label", `${button.textContent}: ${title.textContent}`);
    button.disabled = fault !== null;
    button.dataset.game = id;
    button.onclick = () => {
      button.disabled = true;
      publish(id);
    };
    row.append(title, button);
    if (isPublished || fault) {
      const note = document.createElement("span");
      note.className = fault ? "why" : "soft";
      note.textContent = fault ? fault[language]! : words.on!;
      row.append(note);
    }
    return row;
  });
  const { activeElement } = document;
  const focused = (activeElement as HTMLElement | null)?.dataset.game;
  findPart("games").replaceChildren(...rows);
  document.querySelector<HTMLElement>(`[data-game="${CSS.escape(focused ?? "")}"]`)?.focus();
}

/** Shows who plays. */
export function showPlayers(
  { players, ready }: { players: readonly ListedPlayer[]; ready: number },
): void {
  const language = document.documentElement.lang.slice(0, 2);
  const words = findPart("players").dataset;
  findPart("count").textContent = players.length > 0 ? `${ready}/${players.length}` : "";
  const rows = players.map(({ number, address, device, game, isReady }) => {
    const row = document.createElement("li");
    row.className = "card";
    const who = document.createElement("span");
    who.textContent = `${number}. ${device === "?" ? "" : device} ${address}`;
    const state = document.createElement("span");
    state.textContent = game ? (isReady ? words.ready! : words.loading!) : words.lobby!;
    const what = document.createElement("span");
    what.className = "soft";
    what.textContent = game?.[language] ?? "";
    row.append(who, state, what);
    return row;
  });
  const none = document.createElement("li");
  none.className = "card soft";
  none.textContent = words.none!;
  findPart("players").replaceChildren(...(rows.length > 0 ? rows : [none]));
}
