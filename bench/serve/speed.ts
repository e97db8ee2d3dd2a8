// Measures the speed of answers, with wrk, one thread and 64 connections.
import { HOSTS, type RunningHost, startHost } from "./hosts.ts";
import { median } from "../support/measure.ts";
import type { Row, Text } from "../support/row.ts";
import { loadFor } from "./wrk.ts";
import type { Ground, ServeWork } from "./work.ts";

const SECONDS = 2;

interface SpeedWork {
  readonly name: string;
  readonly what: Text;
  readonly path: string;
  /** Whether the client has the file already. */
  readonly isKnown?: boolean;
  /** The hosts to measure; @default all */
  readonly names?: readonly string[];
  readonly targets: readonly {
    readonly who: string;
    readonly to: string;
    /** The share of the other host's speed that coplay should reach. */
    readonly share: number;
  }[];
}

const FASTEST = ["coplay", "coplay, workers auto", "nginx", "nginx, 2 workers"];

const WORKS: readonly SpeedWork[] = [
  {
    name: "small",
    what: { en: "an answer of 10 KiB", zh: "10 KiB 的应答" },
    path: "b/small.png",
    targets: [
      { who: "coplay", to: "nginx", share: 0.6 },
      { who: "coplay", to: "caddy", share: 2 },
      { who: "coplay", to: "sirv", share: 5 },
      { who: "coplay", to: "gevent", share: 8 },
      { who: "coplay, workers auto", to: "nginx", share: 0.9 },
      { who: "coplay, workers auto", to: "nginx, 2 workers", share: 0.9 },
    ],
  },
  {
    name: "304",
    what: { en: "a 304", zh: "304 应答" },
    path: "b/small.png",
    isKnown: true,
    names: FASTEST,
    targets: [{ who: "coplay", to: "nginx", share: 0.9 }],
  },
  {
    name: "large",
    what: { en: "an answer of 1 MiB", zh: "1 MiB 的应答" },
    path: "b/large.png",
    names: FASTEST,
    targets: [{ who: "coplay", to: "nginx", share: 0.9 }],
  },
];

/** Compares the time for each answer, so that less is better here as in all other benches. */
export const SPEED_WORKS: readonly ServeWork[] = WORKS.map((work) => ({
  name: work.name,
  ids: [`serve-${work.name}`],
  run: async (ground) => [await measureSpeed(work, ground)],
}));

async function measureSpeed(work: SpeedWork, ground: Ground): Promise<Omit<Row, "date">> {
  const { name, what, targets } = work;
  const { rounds } = ground;
  const medians = await measureHosts(work, ground);
  const measured = Object.fromEntries(
    [...medians].map(([name, speed]) => [name, `${Math.round(speed)}/s`]),
  );
  const ratios = targets.filter(({ who, to }) => medians.has(who) && medians.has(to))
    .map(({ who, to, share }) => ({
      of: `${who} / ${to}`,
      value: medians.get(to)! / medians.get(who)!,
      target: Math.round(100 / share) / 100,
    }));
  return { id: `serve-${name}`, what, measured, ratios, rounds };
}

/** Measures each host's requests a second, in turns. */
async function measureHosts(
  { path, isKnown, names }: SpeedWork,
  { root, folder, rounds }: Ground,
): Promise<Map<string, number>> {
  await using started = new AsyncDisposableStack();
  const hosts: RunningHost[] = [];
  for (const peer of HOSTS.filter(({ name }) => names?.includes(name) ?? true)) {
    const host = await startHost(peer, { root, folder });
    if (host) hosts.push(started.use(host));
  }
  const samples = new Map<string, number[]>(hosts.map(({ name }) => [name, []]));
  // The first round only warms up.
  for (let round = -1; round < rounds; round++) {
    for (const host of hosts) {
      const url = host.url(path);
      const headers = isKnown ? [`If-None-Match: ${await tagOf(url)}`] : [];
      const { perSecond } = await loadFor(SECONDS, { url, headers });
      if (round >= 0) samples.get(host.name)!.push(perSecond);
    }
  }
  return new Map([...samples].map(([name, speeds]) => [name, median(speeds)]));
}

async function tagOf(url: string): Promise<string> {
  const answer = await fetch(url, { method: "HEAD" });
  return answer.headers.get("etag") ?? "";
}
