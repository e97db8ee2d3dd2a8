import { askHost } from "./ask_host.ts";
import { findPart } from "./page_part.ts";

/** An upload as the admin API lists it. */
export interface ListedUpload {
  readonly id: number;
  readonly name: string;
  readonly state: "receiving" | "unpacking" | "there" | "failed";
  readonly receivedBytes: number;
  readonly sizeBytes: number | null;
  readonly error: Record<string, string> | null;
}

/** How the page gives its orders: with the token, and with what goes wrong in the alert. */
export interface Orders {
  readonly token: () => string;
  readonly act: (order: { method: string; path: string; body?: unknown }) => void;
  /** Shows what went wrong; an empty message takes away what stands there. */
  readonly fail: (message: string) => void;
  /** Shows the page anew. */
  readonly refresh: () => void;
}

/** A bar that moves is looked at more often than a list. */
const BUSY_MS = 700;

let busy: ReturnType<typeof setTimeout> | undefined;
let shown = "";

/** Lets the operator drop archives, choose them, or name an address. */
export function takeUploads(orders: Orders): void {
  const drop = findPart("drop");
  const input = findPart<HTMLInputElement>("archive");
  const mark = (isOver: boolean) => drop.classList.toggle("over", isOver);
  // A file that misses the area would otherwise replace this page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    for (const file of event.dataTransfer?.files ?? []) send(file, orders);
  });
  drop.addEventListener("dragenter", () => mark(true));
  drop.addEventListener("dragleave", () => mark(false));
  input.addEventListener("change", () => {
    for (const file of input.files ?? []) send(file, orders);
    input.value = "";
  });
  findPart<HTMLFormElement>("fetch").addEventListener("submit", (event) => {
    event.preventDefault();
    const url = findPart<HTMLInputElement>("url");
    orders.act({ method: "POST", path: "uploads", body: { url: url.value } });
    url.value = "";
  });
}

/** Sends a file; its row comes with the list. */
async function send(file: File, { token, fail, refresh }: Orders): Promise<void> {
  setTimeout(refresh, BUSY_MS);
  fail("");
  try {
    await askHost({
      token: token(),
      method: "PUT",
      path: `uploads/${encodeURIComponent(file.name)}`,
      file,
    });
    refresh();
  } catch (error) {
    fail(`${file.name}: ${(error as Error).message}`);
  }
}

/** Shows what is on its way, there, or refused. */
export function showUploads(uploads: readonly ListedUpload[], { act, refresh }: Orders): void {
  clearTimeout(busy);
  const isBusy = uploads.some(({ state }) => state === "receiving" || state === "unpacking");
  if (isBusy) busy = setTimeout(refresh, BUSY_MS);
  const now = JSON.stringify(uploads);
  // Rows that have not changed stay, so that a button that asks whether it is meant goes on asking.
  if (now === shown) return;
  shown = now;
  const words = findPart("uploads").dataset;
  findPart("uploads").replaceChildren(...uploads.map((upload) => {
    const row = document.createElement("li");
    row.className = "card";
    const place = document.createElement("span");
    place.className = "name";
    const title = document.createElement("strong");
    title.textContent = upload.name;
    place.append(title, describe(upload));
    const button = document.createElement("button");
    button.className = "button quiet";
    const word = upload.state === "there"
      ? "remove"
      : upload.state === "failed"
      ? "dismiss"
      : "stop";
    button.textContent = words[word]!;
    button.setAttribute("aria-label", `${words[word]}: ${upload.name}`);
    button.onclick = () => {
      if (upload.state === "there" && !isMeant(button)) return;
      act({ method: "DELETE", path: `uploads/${upload.id}` });
    };
    row.append(place, button);
    return row;
  }));
}

/** Asks by the button itself whether a game is to go with its files; a second press says yes. */
function isMeant(button: HTMLButtonElement): boolean {
  const sure = findPart("uploads").dataset.sure!;
  if (button.textContent === sure) return true;
  button.textContent = sure;
  return false;
}

function describe({ state, error, receivedBytes, sizeBytes }: ListedUpload): HTMLElement {
  const words = findPart("uploads").dataset;
  const note = document.createElement("span");
  note.className = state === "failed" ? "why" : "soft";
  if (state === "failed") {
    note.textContent = error?.[document.documentElement.lang.slice(0, 2)] ?? "";
  } else if (state === "there") note.textContent = words.there!;
  else if (state === "unpacking") note.textContent = words.unpacking!;
  else {
    const bar = document.createElement("progress");
    if (sizeBytes) Object.assign(bar, { max: sizeBytes, value: receivedBytes });
    note.append(bar, ` ${(receivedBytes / 1e6).toFixed(1)} MB`);
  }
  return note;
}
