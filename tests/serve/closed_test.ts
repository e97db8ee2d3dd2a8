import { assert, assertEquals, assertRejects } from "@std/assert";
import { HostFixture } from "./host_fixture.ts";
import { WHY_NO_LINKS, WHY_NO_PIPES } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

const TREE = {
  "a/index.html": "page",
  "a/sub/x.txt": "inner",
  "a/.env": "SECRET dot",
  "a/assets/.env.local": "SECRET local",
  "a/my-assets/.env": "SECRET elsewhere",
  "a/assets/sub/.env": "SECRET deeper",
  "a/.git/config": "SECRET git",
  "a/sub/.htpasswd": "SECRET nested",
  "a/game.json": { name: "SECRET card" },
  "a-backup/index.html": "SECRET neighbour",
  "outside.txt": "SECRET outside",
};

const DOTS = ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "%u002e%u002e", "..;", "．．"];
const SLASHES = ["/", "%2f", "%5c", "\\", "%252f", "%c0%af", "%e0%80%af", "／"];
/** Overlong encodings of a dot, which are invalid UTF-8. */
const OVERLONG = ["%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "%f0%80%80%ae%f0%80%80%ae"];

function attempts(): string[] {
  const ways: string[] = [];
  for (const dots of [...DOTS, ...OVERLONG]) {
    for (const slash of SLASHES) {
      for (
        const target of ["outside.txt", "a-backup/index.html", `..${slash}..${slash}etc/passwd`]
      ) {
        ways.push(`/games/a/${dots}${slash}${target}`);
        ways.push(`/games/a/sub/${dots}${slash}${dots}${slash}${target}`);
        ways.push(`/games/${dots}${slash}${target}`);
        ways.push(`/${dots}${slash}${target}`);
      }
    }
  }
  return ways;
}

const OTHERS = [
  "/games/a/.env",
  "/games/a/%2eenv",
  "/games/a/.ENV",
  "/games/a/assets/.env.local",
  "/games/a/my-assets/.env",
  "/games/a/assets/sub/.env",
  "/games/a/.git/config",
  "/games/a/sub/.htpasswd",
  "/games/a/game.json",
  "/games/a/GAME.JSON",
  "/games/a/game%2ejson",
  "/games/a/./game.json",
  "/games/a//game.json",
  "/games/a/.env%00.html",
  "/games/a/index.html%00",
  "/games/a/outside.txt",
  "/games/a-backup/index.html",
  "/games/./outside.txt",
  "/games//a-backup/index.html",
  "/games/a\\..\\outside.txt",
  "/games/a/C:%5coutside.txt",
  "/games/a/file:///etc/passwd",
  "/games/a//etc/passwd",
  "//etc/passwd",
  "/etc/passwd",
  "/.env",
  "/game.json",
  "/games/a/%",
  "/games/a/%zz",
  "/games/%ff/x",
];

Deno.test("no spelling of a path leads out of the game or to a hidden file", async () => {
  await using host = await HostFixture.publishing(TREE);
  for (const target of [...attempts(), ...OTHERS]) {
    const answer = await host.ask(target);
    const text = await answer.text();
    assert(!text.includes("SECRET") && !text.includes("root:"), `${target} leaks`);
    assertEquals(answer.status, 404, target);
  }
  assertEquals(host.failures, []);
});

Deno.test("an absolute-form target is read like any other", async () => {
  await using host = await HostFixture.publishing(TREE);
  const request = new Request("http://other.example/");
  Object.defineProperty(request, "url", { value: "http://other.example:81/games/a/sub/x.txt?q" });
  assertEquals(await (await host.host.handler(request)).text(), "inner");
});

testUnless(WHY_NO_LINKS, "links out of a game are not followed, links inside it are", async () => {
  await using host = await HostFixture.make(TREE);
  const { folder } = host;
  await Deno.symlink(folder.join("outside.txt"), folder.join("a", "out.txt"));
  await Deno.symlink("../outside.txt", folder.join("a", "relative.txt"));
  await Deno.symlink(folder.join("a-backup"), folder.join("a", "neighbour"));
  await Deno.symlink("/", folder.join("a", "root"));
  await Deno.symlink("sub", folder.join("a", "inner"));
  await Deno.symlink("..", folder.join("a", "sub", "up"));
  await Deno.symlink("nowhere", folder.join("a", "dangling"));
  await host.host.publish(host.game("a"));
  for (const path of ["out.txt", "relative.txt", "neighbour/index.html", "root/etc/passwd"]) {
    assertEquals((await host.ask(`/games/a/${path}`)).status, 404, path);
  }
  for (const path of ["dangling", "sub/up/sub/up/sub/x.txt"]) {
    assertEquals((await host.ask(`/games/a/${path}`)).status, 404, path);
  }
  assertEquals(await host.read("/games/a/inner/x.txt"), "inner");
});

testUnless(
  WHY_NO_LINKS,
  "a file that becomes a link outwards after publishing is not followed",
  async () => {
    await using host = await HostFixture.publishing({ ...TREE, "a/late.txt": "fine" });
    await Deno.remove(host.folder.join("a", "late.txt"));
    await Deno.symlink(host.folder.join("outside.txt"), host.folder.join("a", "late.txt"));
    assertEquals((await host.ask("/games/a/late.txt")).status, 404);
  },
);

testUnless(WHY_NO_PIPES, "pipes and sockets in a game's folder are not served", async () => {
  await using host = await HostFixture.make(TREE);
  const path = host.folder.join("a", "pipe.txt");
  assert((await new Deno.Command("mkfifo", { args: [path] }).output()).success);
  using _socket = Deno.listen({ transport: "unix", path: host.folder.join("a", "socket.txt") });
  await host.host.publish(host.game("a"));
  for (const name of ["pipe.txt", "socket.txt"]) {
    assertEquals((await host.ask(`/games/a/${name}`)).status, 404, name);
  }
});

Deno.test("a file removed before it is first asked for is 404", async () => {
  await using host = await HostFixture.publishing(TREE);
  await Deno.remove(host.folder.join("a", "sub", "x.txt"));
  assertEquals((await host.ask("/games/a/sub/x.txt")).status, 404);
});

Deno.test("a file changed on disk is served with its new content", async () => {
  await using host = await HostFixture.publishing(TREE);
  const tag = (await host.ask("/games/a/sub/x.txt")).headers.get("etag")!;
  await Deno.writeTextFile(host.folder.join("a", "sub", "x.txt"), "changed");
  await host.host.rescan();
  const headers = { "if-none-match": tag };
  const answer = await host.ask("/games/a/sub/x.txt", { headers });
  assertEquals([answer.status, await answer.text()], [200, "changed"]);
  assertEquals(host.host.published.current?.generation, 1);
});

const CHANGES: Readonly<Record<string, (path: string) => Promise<void>>> = {
  truncated: (path) => Deno.truncate(path, 300_000),
  "written over": async (path) => {
    using file = await Deno.open(path, { write: true });
    await file.seek(10_000_000, Deno.SeekMode.Start);
    await file.write(new Uint8Array(1000).fill(1));
    // The clock of file times is coarse, so the test sets another time.
    await file.utime(0, 1);
  },
};

for (const [what, change] of Object.entries(CHANGES)) {
  Deno.test(`a file ${what} while it is sent ends in an error, not in a mixture`, async () => {
    const path = "a/film.mp4";
    const film = new Uint8Array(20 * 1024 * 1024);
    await using host = await HostFixture.publishing({ ...TREE, [path]: film });
    const answer = await host.ask("/games/a/film.mp4");
    const reader = answer.body!.getReader();
    await reader.read();
    await change(host.folder.join(path));
    const read = async () => {
      while (!(await reader.read()).done);
    };
    const error = await assertRejects(read);
    assertEquals((error as Error).name, "StaleFileError");
  });
}
