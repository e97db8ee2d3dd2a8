/** Marks the body while the player uses keys, so that the focus is seen by those who need it. */
export function followInputKind(): void {
  const byKeys = (on: boolean) => () => void document.body.classList.toggle("by-keys", on);
  document.addEventListener("keydown", byKeys(true), { capture: true });
  document.addEventListener("pointerdown", byKeys(false), { capture: true });
}
