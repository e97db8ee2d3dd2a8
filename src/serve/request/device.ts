const DEVICES: readonly [name: string, pattern: RegExp][] = [
  ["iPad", /\biPad\b/],
  ["iPhone", /\biPhone\b/],
  ["HarmonyOS", /\b(?:HarmonyOS|OpenHarmony)\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
];

/** Names a player's device by the User-Agent header; `?` where that names none known. */
export function deviceOf(agent: string): string {
  return DEVICES.find(([, pattern]) => pattern.test(agent))?.[0] ?? "?";
}
