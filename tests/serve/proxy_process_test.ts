import { assertEquals, assertStringIncludes } from "@std/assert";
import { tokenHeader } from "../support/admin_token.ts";
import { Coplay } from "../support/coplay.ts";
import { NginxServer } from "../support/nginx_server.ts";
import { lackOf } from "../support/programs.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { writeTree } from "./host_fixture.ts";

const GAMES = { "a/index.html": "<title>A</title>", "b/index.html": "<title>B</title>" };
const PLAYER = "127.0.0.9";

/** A host behind a real nginx. */
class Proxied implements AsyncDisposable {
  readonly coplay: Coplay;
  readonly origin: string;
  readonly #stack: AsyncDisposableStack;

  private constructor(coplay: Coplay, origin: string, stack: AsyncDisposableStack) {
    this.coplay = coplay;
    this.origin = origin;
    this.#stack = stack;
  }

  /** @param headers the headers that nginx adds @param options options of coplay */
  static async start(headers: string, ...options: readonly string[]): Promise<Proxied> {
    const stack = new AsyncDisposableStack();
    const folder = stack.use(await TempDir.make());
    await writeTree(folder.join("games"), GAMES);
    const args = ["serve", "0", "--games", folder.join("games"), "--game", "a", ...options];
    const coplay = stack.use(await Coplay.start(args));
    const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+/);
    const server = `location / { proxy_pass ${address}; ${headers} }`;
    const nginx = stack.use(await NginxServer.start({ folder: folder.path, server }));
    return new Proxied(coplay, nginx.origin, stack);
  }

  async order(path: string, init: RequestInit = {}): Promise<Response> {
    return await fetch(`${this.origin}/.coplay/admin/${path}`, init);
  }

  async publish(headers: HeadersInit): Promise<number> {
    const answer = await this.order("published", { method: "PUT", headers, body: `{"game":"b"}` });
    await answer.body?.cancel();
    return answer.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

const TUTORIAL = `proxy_set_header Host $host; proxy_set_header X-Real-IP ${PLAYER};
  proxy_set_header X-Forwarded-For "203.0.113.1, ${PLAYER.replace("127", "198")}";
  proxy_set_header X-Forwarded-Proto https; proxy_buffering off;`;

testUnless(
  lackOf("nginx"),
  "behind an unconfigured nginx, only clients with the token publish",
  async () => {
    await using host = await Proxied.start("");
    assertEquals(await host.publish({}), 401);
    assertEquals(await host.publish({ authorization: "Bearer wrong-wrong-wrong" }), 401);
    const page = await (await fetch(`${host.origin}/`)).text();
    assertStringIncludes(page, "<title>A</title>");
    assertEquals(await host.publish(await tokenHeader(host.coplay.stderr)), 200);
  },
);

testUnless(
  lackOf("nginx"),
  "behind nginx as tutorials have it the host knows its players",
  async () => {
    await using host = await Proxied.start(TUTORIAL, "--trust-proxy");
    assertEquals(await host.publish({}), 401);
    const headers = await tokenHeader(host.coplay.stderr);
    const stream = await fetch(`${host.origin}/.coplay/events?page=p&path=/games/a/`, {
      headers: { accept: "text/event-stream" },
    });
    await host.coplay.stderr.match(/Player \[198\.0\.0\.9.*\] joined/);
    const { players } = await (await host.order("players", { headers })).json();
    assertEquals(players[0].address, "198.0.0.9");
    await stream.body?.cancel();
    // Browsers send this Origin for the admin page, whose Host is the proxy's name.
    assertEquals(await host.publish({ ...headers, origin: "null" }), 200);
  },
);

testUnless(lackOf("nginx"), "without --trust-proxy what a proxy says is not believed", async () => {
  await using host = await Proxied.start(TUTORIAL);
  const stream = await fetch(`${host.origin}/.coplay/events?page=p&path=/games/a/`, {
    headers: { accept: "text/event-stream" },
  });
  await host.coplay.stderr.match(/Player \[127\.0\.0\.1.*\] joined/);
  await stream.body?.cancel();
});
