// The programs of the scenes, both as text and as code.

import { compile, type Program } from "./runs/run.ts";
import { SCENES } from "./scenes/scenes.ts";

/**
 * Fetches every program from the host; the same text is shown and run. Its Python is fetched when somebody wants to
 * read it.
 */
export async function loadPrograms(
  read: (path: string) => Promise<string> = readFromHost,
): Promise<ReadonlyMap<string, Program>> {
  const ids = SCENES.flatMap(({ variants }) => variants.map(({ id }) => id));
  const programs = ids.map(async (id) => {
    const source = await read(`programs/${id}.js`);
    return [id, compile(source, () => read(`programs/${id}.py`))] as const;
  });
  return new Map(await Promise.all(programs));
}

async function readFromHost(path: string): Promise<string> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return await answer.text();
}
