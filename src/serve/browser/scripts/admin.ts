// Runs in the operator's page, which has an origin of its own (CSP sandbox). The token stays in this page's memory:
// anywhere else a game could read it, because all other pages of one host share an origin.
import { askHost } from "./admin/ask_host.ts";
import { findGames, type ListedGame, showGames } from "./admin/games.ts";
import { offerLesson } from "./admin/lesson.ts";
import { findPart } from "./admin/page_part.ts";
import { showPlayers } from "./admin/players.ts";
import { offerScores } from "./admin/scores.ts";
import { showUploads, takeUploads } from "./admin/uploads.ts";

const NO_UPLOADS = { uploads: [] };

let isOrders = false;

/** Says what went wrong, or nothing. What is wrong with an order stays in sight until the next one. */
function tell(message: string, isOfOrder: boolean): void {
  if (message === "" && isOrders && !isOfOrder) return;
  isOrders = isOfOrder && message !== "";
  findPart("alert").textContent = message;
}

function showSignIn(isAsked: boolean): void {
  findPart("sign-in").hidden = !isAsked;
  findPart("signed-in").hidden = isAsked;
}

/** Shows the catalogue and the players, and publishes the game whose button the operator presses. */
function runAdmin(): void {
  const form = findPart<HTMLFormElement>("sign-in");
  let token = takeToken();
  let isKnown = false;
  const load = async () => {
    const [games, players, state] = await askAll(token);
    isKnown = true;
    showSignIn(false);
    findPart("adding").hidden = !games.takesUploads;
    const { uploads } = games.takesUploads ? await askHost({ token, path: "uploads" }) : NO_UPLOADS;
    showUploads(uploads, uploading);
    findPart("address").textContent = state.address?.replace(/^http:\/\/|\/$/g, "") ?? "";
    showLesson(state);
    await showScores(state.game);
    showGames(games.games, (id) => act({ method: "PUT", path: "published", body: { game: id } }));
    const published = games.games.find((game: ListedGame) => game.isPublished);
    showPlayers({ ...players, published }, act);
  };
  const attempt = async (order?: () => Promise<unknown>) => {
    try {
      await order?.();
      await load();
      tell("", order !== undefined);
    } catch (error) {
      const { message, isRefused } = error as Error & { isRefused?: boolean };
      if (isRefused) showSignIn(true);
      // A token that was good is wrong: it was another run of the host that had made it.
      tell(isRefused && isKnown ? form.dataset.anew! : message, order !== undefined);
    }
  };
  const act = (order: Parameters<typeof askHost>[0]) => attempt(() => askHost({ ...order, token }));
  const refresh = () => void attempt();
  const fail = (message: string) => tell(message, true);
  const uploading = { token: () => token, act, fail, refresh };
  takeUploads(uploading);
  const showLesson = offerLesson(act);
  const showScores = offerScores({ ...uploading, ask: (order) => askHost({ ...order, token }) });
  takeTyped(form, (typed) => {
    token = typed;
    isKnown = false;
    refresh();
  });
  arrange();
  findPart("rescan").addEventListener("click", () => act({ method: "POST", path: "rescan" }));
  if (token) refresh();
  else form.hidden = false;
  setInterval(() => !document.hidden && token && form.hidden && refresh(), 3000);
}

/** Takes the token that is typed, and leaves the field empty for the next try. */
function takeTyped(form: HTMLFormElement, take: (token: string) => void): void {
  const field = findPart<HTMLInputElement>("token");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(field.value.trim());
    field.value = "";
  });
}

/** Makes work what needs no answer of the host. */
function arrange(): void {
  findPart("find").addEventListener("input", findGames);
  // On a wide screen there is room for both.
  findPart<HTMLDetailsElement>("class").open = matchMedia("(min-width: 960px)").matches;
}

/** Asks for all that the page shows: the catalogue, the players, and what is on. */
function askAll(token: string) {
  return Promise.all(["games", "players", "published"].map((path) => askHost({ token, path })));
}

/** Takes the token out of the address, and so out of the history, at once. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(null, "", location.pathname);
  return token;
}

runAdmin();
