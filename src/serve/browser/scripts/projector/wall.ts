/** The mouse that lies still for so long is in the way, in milliseconds. */
const STILL_MS = 6000;

/** Lets the page fill the wall, and keeps the wall awake. */
export function takeWall(): void {
  offerFullScreen();
  hideWhileStill();
  keepAwake();
}

function offerFullScreen(): void {
  const button = document.getElementById("full-screen") as HTMLButtonElement;
  const { documentElement: page } = document;
  // An iPhone has no full screen for pages.
  if (!document.fullscreenEnabled) return;
  button.hidden = false;
  const toggle = () =>
    document.fullscreenElement ? document.exitFullscreen() : page.requestFullscreen();
  button.addEventListener("click", () => {
    button.blur();
    toggle();
  });
  addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (isPlain && event.key.toLowerCase() === "f") toggle();
  });
  document.addEventListener("fullscreenchange", () => {
    button.hidden = document.fullscreenElement !== null;
  });
}

/** Hides the tools and the mouse's arrow, which lie over the picture, until the mouse moves. */
function hideWhileStill(): void {
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    document.body.classList.remove("still");
    clearTimeout(hiding);
    hiding = setTimeout(() => document.body.classList.add("still"), STILL_MS);
  };
  for (const kind of ["pointermove", "pointerdown", "keydown"]) addEventListener(kind, show);
  show();
}

/** Keeps the screen from falling asleep, or says that this page cannot. */
function keepAwake(): void {
  if (!isSecureContext) return sayAsleep();
  // A browser without it is older than what a hint could mend.
  if (!navigator.wakeLock) return;
  const hold = () => {
    // The system refuses where its battery is low; the page asks again when it is looked at again.
    if (document.visibilityState === "visible") {
      navigator.wakeLock.request("screen").catch(() => {});
    }
  };
  // The lock ends whenever the page is hidden.
  document.addEventListener("visibilitychange", hold);
  hold();
}

function sayAsleep(): void {
  const hint = document.getElementById("awake")!;
  hint.textContent = hint.dataset.text!.replace("{port}", location.port || "80");
  hint.hidden = false;
}
