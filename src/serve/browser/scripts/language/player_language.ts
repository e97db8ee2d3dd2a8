/** Where the kit's games keep what the player chose for all of them. */
const SETTINGS = "coplay.settings";

/** The language the player chose in one of the kit's games, else the browser's. */
export function readsChinese(): boolean {
  return (chosenLanguage() ?? navigator.language).toLowerCase().startsWith("zh");
}

function chosenLanguage(): string | undefined {
  try {
    const language = JSON.parse(localStorage.getItem(SETTINGS) ?? "null")?.data?.language;
    return typeof language === "string" ? language : undefined;
  } catch {
    // Storage that the browser forbids, or that another program filled, chose nothing.
    return undefined;
  }
}
