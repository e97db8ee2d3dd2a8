// Runs in a page that a switch has opened.

import { readsChinese } from "./language/player_language.ts";

/**
 * Shows "tap to play" where the browser allows no sound before the player's first touch. The page receives that
 * touch too, as some games wait for one.
 */
function askForTap(): void {
  document.currentScript?.remove();
  const silence =
    "data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";
  // Asks the browser for sound without making any.
  new Audio(silence).play().catch((error: Error) => {
    if (error.name === "NotAllowedError" && !navigator.userActivation?.hasBeenActive) coverPage();
  });
}

/** Covers the page until the player touches it. */
function coverPage(): void {
  const cover = document.createElement("div");
  cover.setAttribute("role", "button");
  cover.id = "coplay-tap";
  cover.tabIndex = 0;
  cover.style.cssText = "all:initial;position:fixed;inset:0;z-index:2147483647;display:grid;" +
    "place-items:center;background:rgb(22 26 36/.72);cursor:pointer;touch-action:manipulation";
  const label = document.createElement("span");
  label.textContent = readsChinese() ? "点一下，开始玩" : "Tap to play";
  label.style.cssText = "all:initial;pointer-events:none;padding:20px 36px;border-radius:14px;" +
    "background:#ffc64d;color:#1f2430;box-shadow:0 6px 24px rgb(0 0 0/.3);font:600 24px/1.4 " +
    "system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif";
  cover.append(label);
  const uncover = () => {
    removeEventListener("keydown", uncover);
    cover.remove();
  };
  cover.addEventListener("click", uncover);
  addEventListener("keydown", uncover);
  document.documentElement.append(cover);
  cover.focus();
}

askForTap();
