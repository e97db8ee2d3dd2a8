import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { print } from "../support/print.ts";
import { KINDS, type Played, playKinds } from "./play.ts";

const PAGE = fileURLToPath(new URL("../results/kinds.md", import.meta.url));

function cell(played: Played | undefined): string {
  if (!played) return "";
  return played.troubles.length === 0 ? "plays" : played.troubles.join("; ").replaceAll("|", "\\|");
}

/** Formats what was seen of each kind as a page. */
function formatPage(all: readonly Played[]): string {
  const rows = KINDS.map(({ name, packages }) => {
    const [http, https] = ["http", "https"].map((scheme) =>
      cell(all.find((played) => played.kind === name && played.scheme === scheme))
    );
    return `| ${name} | ${packages.join(", ") || "our own"} | ${http} | ${https} |`;
  });
  return `# Kinds of games, played

\`deno task bench kinds\` builds each game below from the packages named, with their own tools and as they come, puts them into one folder, and
opens each in Chromium: by a name of the network over http, and over https. "Plays" means: it was ready, moved after a key, the picture
changed, no request failed, none left the host, and the console had no error.

| kind | made of | http | https |
| ---- | ------- | ---- | ----- |
${rows.join("\n")}
`;
}

/**
 * Plays games of many kinds. All of them write the results' page.
 *
 * @param names parts of the kinds' names; none means all
 * @param pictures the folder for a picture of each
 */
export async function benchKinds(names: readonly string[], pictures: string): Promise<void> {
  const kinds = KINDS.filter(({ name }) =>
    names.length === 0 || names.some((part) => name.includes(part))
  );
  const all: Played[] = [];
  await playKinds(kinds, pictures, (played) => {
    all.push(played);
    print(`${played.scheme} ${played.kind}: ${cell(played)}`);
  });
  print(`Pictures are in ${join(pictures)}`);
  if (names.length === 0) await Deno.writeTextFile(PAGE, formatPage(all));
}
