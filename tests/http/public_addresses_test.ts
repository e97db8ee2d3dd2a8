import { assertEquals } from "@std/assert";
import { isPublicAddress, PublicAddresses } from "../../src/http/public_addresses.ts";

const PRIVATE = [
  "127.0.0.1",
  "127.255.0.9",
  "0.0.0.0",
  "0.1.2.3",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "fe80::1",
  "fe80::1%eth0",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:a00:1",
  "64:ff9b::10.0.0.1",
  "2002:7f00:1::",
  "2001:db8::1",
  "no address",
];

const PUBLIC = ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::1.1.1.1"];

Deno.test("an address is public where the whole internet reaches it", async () => {
  for (const address of PRIVATE) assertEquals(await isPublicAddress(address), false, address);
  for (const address of PUBLIC) assertEquals(await isPublicAddress(address), true, address);
});

/** Resolves names as the table says, and counts. */
function makeFinder(table: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  let nowMs = 0;
  const finder = new PublicAddresses({
    now: () => nowMs,
    resolve: (host) => {
      asked.push(host);
      const found = table[host];
      return found ? Promise.resolve(found) : Promise.reject(new Error("ENOTFOUND"));
    },
  });
  const find = (url: string) => finder.find(new URL(url), undefined);
  return { find, asked, pass: (ms: number) => nowMs += ms };
}

Deno.test("a host with one private address among others is refused", async () => {
  const { find } = makeFinder({ a: ["1.1.1.1", "1.0.0.1"], b: ["1.1.1.1", "10.0.0.1"] });
  assertEquals(await find("http://a/"), { addresses: ["1.1.1.1", "1.0.0.1"] });
  const found = await find("https://b:81/");
  assertEquals("refusal" in found && found.refusal.en.split(",")[0], "b leads to 10.0.0.1");
});

Deno.test("an address in a URL is looked at as it is, however it is written", async () => {
  const { find, asked } = makeFinder({ "127.0.0.1": ["127.0.0.1"], "::1": ["::1"] });
  for (const url of ["http://0x7f.1/", "http://2130706433/", "http://127.1/", "http://[::1]/"]) {
    assertEquals("refusal" in await find(url), true, url);
  }
  assertEquals(asked, ["127.0.0.1", "::1"]);
});

Deno.test("a host is resolved once in half a minute, and again at once where that failed", async () => {
  const { find, asked, pass } = makeFinder({ a: ["1.1.1.1"] });
  for (const ms of [0, 29_000, 2_000]) {
    pass(ms);
    await find("http://a/");
  }
  assertEquals("failure" in await find("http://c/"), true);
  await find("http://c/");
  assertEquals(asked, ["a", "a", "c", "c"]);
});
