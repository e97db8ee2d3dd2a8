// Measures the speed of answers over https, beside nginx with TLS: wrk for HTTP/1.1, h2load for HTTP/2.
import { makeTestCertificate } from "../../tests/support/test_certificate.ts";
import { median } from "../support/measure.ts";
import { findProgram } from "../support/programs.ts";
import type { Row, Text } from "../support/row.ts";
import { coplay, type HostPeer, nginx, type RunningHost, startHost } from "./hosts.ts";
import { loadFor, loadHttp2For } from "./wrk.ts";
import type { Ground, ServeWork } from "./work.ts";

const SECONDS = 2;

interface SecureLoad {
  readonly id: string;
  readonly what: Text;
  readonly path: string;
  readonly load: (url: string) => Promise<{ readonly perSecond: number }>;
  /** The share of nginx's speed that coplay should reach, with one process and with two. */
  readonly shares: Readonly<Record<string, number>>;
}

const SMALL = "b/small.png";

const LOADS: readonly SecureLoad[] = [
  {
    id: "https-1",
    what: { en: "https, 10 KiB, one connection", zh: "https，10 KiB，一个连接" },
    path: SMALL,
    load: (url) => loadFor(SECONDS, { url, connections: 1 }),
    shares: { "coplay": 0.5 },
  },
  {
    id: "https-64",
    what: { en: "https, 10 KiB, 64 connections", zh: "https，10 KiB，64 个连接" },
    path: SMALL,
    load: (url) => loadFor(SECONDS, { url }),
    shares: { "coplay": 0.5, "coplay, 2 workers": 0.8 },
  },
  {
    id: "https-h2",
    what: {
      en: "https, 10 KiB, HTTP/2, one stream at a time",
      zh: "https，10 KiB，HTTP/2，每次一个流",
    },
    path: SMALL,
    load: (url) => loadHttp2For(SECONDS, { url, streams: 1 }),
    shares: { "coplay": 0.4 },
  },
  {
    id: "https-h2-20",
    what: { en: "https, 10 KiB, HTTP/2, 20 streams", zh: "https，10 KiB，HTTP/2，20 个流" },
    path: SMALL,
    load: (url) => loadHttp2For(SECONDS, { url, streams: 20 }),
    shares: { "coplay": 0.6 },
  },
  {
    id: "https-large",
    what: { en: "https, 1 MiB", zh: "https，1 MiB" },
    path: "b/large.png",
    load: (url) => loadFor(SECONDS, { url }),
    shares: { "coplay": 0.9 },
  },
];

/** Measures all loads in one run, because they compare the same hosts. */
export const SECURE_WORK: ServeWork = {
  name: "https",
  ids: LOADS.map(({ id }) => `serve-${id}`),
  run: measureSecure,
};

async function peersWithTls(folder: string): Promise<HostPeer[]> {
  const { cert, key } = await makeTestCertificate();
  const [certPath, keyPath] = [`${folder}/cert.pem`, `${folder}/key.pem`];
  await Deno.writeTextFile(certPath, cert);
  await Deno.writeTextFile(keyPath, key);
  const own = ["--cert", certPath, "--key", keyPath];
  const tls = { cert, certPath, keyPath };
  return [
    { name: "coplay", prefix: "/games", cert, command: coplay(...own) },
    {
      name: "coplay, 2 workers",
      prefix: "/games",
      cert,
      command: coplay(...own, "--workers", "2"),
    },
    { name: "nginx", prefix: "", cert, command: nginx(1, tls) },
  ];
}

async function measureSecure({ root, folder, rounds }: Ground): Promise<Omit<Row, "date">[]> {
  if (!await findProgram("h2load")) return [];
  await using started = new AsyncDisposableStack();
  const hosts: RunningHost[] = [];
  for (const peer of await peersWithTls(folder)) {
    const host = await startHost(peer, { root, folder });
    if (host) hosts.push(started.use(host));
  }
  const rows: Omit<Row, "date">[] = [];
  for (const load of LOADS) rows.push(await measureLoad(load, { hosts, rounds }));
  return rows;
}

async function measureLoad(
  { id, what, path, load, shares }: SecureLoad,
  { hosts, rounds }: { hosts: readonly RunningHost[]; rounds: number },
): Promise<Omit<Row, "date">> {
  const samples = new Map<string, number[]>(hosts.map(({ name }) => [name, []]));
  // The first round only warms up.
  for (let round = -1; round < rounds; round++) {
    for (const host of hosts) {
      const { perSecond } = await load(host.url(path));
      if (round >= 0) samples.get(host.name)!.push(perSecond);
    }
  }
  const medians = new Map([...samples].map(([name, speeds]) => [name, median(speeds)]));
  const measured = Object.fromEntries(
    [...medians].map(([name, speed]) => [name, `${Math.round(speed)}/s`]),
  );
  const nginxSpeed = medians.get("nginx");
  const ratios = Object.entries(shares).filter(() => nginxSpeed !== undefined).map((
    [name, share],
  ) => ({
    of: `${name} / nginx`,
    value: nginxSpeed! / medians.get(name)!,
    target: Math.round(100 / share) / 100,
  }));
  return { id: `serve-${id}`, what, measured, ratios, rounds };
}
