import { assertEquals } from "@std/assert";
import { behindProxy } from "../../../src/serve/request/proxy.ts";
import { addressOf } from "../../../src/serve/request/handler_type.ts";

interface Case {
  readonly name: string;
  readonly headers: Record<string, string>;
  /** @default "127.0.0.1" */
  readonly from?: string;
  readonly address: string;
  /** @default "http://host:8000" */
  readonly origin?: string;
  /** @default false */
  readonly isEncrypted?: boolean;
}

const CASES: readonly Case[] = [
  { name: "nothing", headers: {}, address: "127.0.0.1" },
  {
    name: "what nginx says in most tutorials",
    headers: {
      "x-real-ip": "203.0.113.9",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "games.example",
    },
    address: "203.0.113.9",
    origin: "https://games.example",
    isEncrypted: true,
  },
  {
    name: "an address that the client made up, before its own",
    headers: { "x-forwarded-for": "1.2.3.4, 203.0.113.9" },
    address: "203.0.113.9",
  },
  {
    name: "two proxies on this machine",
    headers: { "x-forwarded-for": "203.0.113.9, 127.0.0.1" },
    address: "203.0.113.9",
  },
  {
    name: "an IPv6 address with a port",
    headers: { "x-forwarded-for": "[2001:db8::7]:4711" },
    address: "2001:db8::7",
  },
  {
    name: "only the real address",
    headers: { "x-real-ip": "203.0.113.9" },
    address: "203.0.113.9",
  },
  {
    name: "the standard header",
    headers: {
      forwarded: 'for=1.2.3.4, For="[2001:db8::7]:4711";Proto=https;host="games.example:8443"',
    },
    address: "2001:db8::7",
    origin: "https://games.example:8443",
    isEncrypted: true,
  },
  { name: "an unknown address", headers: { forwarded: "for=unknown" }, address: "127.0.0.1" },
  {
    name: "what is no address, scheme or host",
    headers: {
      "x-forwarded-for": "\u00e9<b>",
      "x-forwarded-proto": "javascript",
      "x-forwarded-host": "a/b@c",
    },
    address: "127.0.0.1",
  },
  {
    name: "from elsewhere what a proxy would say",
    headers: { "x-forwarded-for": "1.2.3.4", "x-forwarded-proto": "https" },
    from: "192.168.1.7",
    address: "192.168.1.7",
  },
];

for (const { name, headers, from = "127.0.0.1", address, origin, isEncrypted } of CASES) {
  Deno.test(`behind a proxy: ${name}`, async () => {
    const handler = behindProxy((request, info) =>
      Response.json([addressOf(info), request.url, info?.isEncrypted ?? false])
    );
    const request = new Request("http://host:8000/games/a%20b/?x=1", { headers });
    const remoteAddr = { transport: "tcp", hostname: from, port: 1 } as const;
    const seen = await (await handler(request, { remoteAddr })).json();
    const url = `${origin ?? "http://host:8000"}/games/a%20b/?x=1`;
    assertEquals(seen, [address, url, isEncrypted ?? false]);
  });
}
