import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Coplay } from "../../support/coplay.ts";
import { findProgram, lackOf } from "../../support/programs.ts";
import { testUnless } from "../../support/test_unless.ts";
import { until } from "../../support/until.ts";

const NAMESPACE = ["--map-root-user", "--net"];
const ip = findProgram("ip") ?? "ip";

async function whyNot(): Promise<string | undefined> {
  const lack = lackOf("unshare", "ip", "curl");
  if (lack) return lack;
  const args = [...NAMESPACE, ip, "link", "set", "lo", "up"];
  const { success } = await new Deno.Command("unshare", { args, stderr: "null" }).output();
  return success ? undefined : "unshare may not make a network here; as root it may";
}

/** A host in a network of its own, whose addresses the test changes. */
class LonelyHost implements AsyncDisposable {
  readonly coplay: Coplay;
  port = 0;

  private constructor(coplay: Coplay) {
    this.coplay = coplay;
  }

  /** @param address the first address; none for a machine without a network */
  static async start(address: string | undefined, ...more: string[]): Promise<LonelyHost> {
    const add = address ? `${ip} addr add ${address}/24 dev lo && ` : "";
    const script = `${ip} link set lo up && ${add}exec "$@"`;
    const host = new LonelyHost(
      await Coplay.start(["serve", "0", "--game", "2048", ...more], {
        through: ["unshare", ...NAMESPACE, "sh", "-c", script, "sh"],
      }),
    );
    const [, port] = await host.coplay.stdout.match(/127\.0\.0\.1:(\d+)/);
    host.port = Number(port);
    return host;
  }

  /** Runs a program in the host's network. */
  async run(program: string, ...args: string[]): Promise<string> {
    const enter = ["-t", String(this.coplay.pid), "-U", "-n", "--preserve-credentials"];
    const { stdout } = await new Deno.Command("nsenter", { args: [...enter, program, ...args] })
      .output();
    return new TextDecoder().decode(stdout);
  }

  async move(from: string | undefined, to: string | undefined): Promise<void> {
    if (from) await this.run(ip, "addr", "del", `${from}/24`, "dev", "lo");
    if (to) await this.run(ip, "addr", "add", `${to}/24`, "dev", "lo");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.coplay[Symbol.asyncDispose]();
  }
}

const WHY_NOT = await whyNot();

testUnless(
  WHY_NOT,
  "the address follows the network, in the terminal and on the projector",
  async () => {
    await using host = await LonelyHost.start("192.168.7.7");
    assertMatch(host.coplay.stdout.text, /^http:\/\/192\.168\.7\.7:/);
    await host.move("192.168.7.7", "10.20.30.40");
    await host.coplay.stderr.match(/Players now open: http:\/\/10\.20\.30\.40:\d+\//);
    const read = (path: string) => host.run("curl", "-s", `http://10.20.30.40:${host.port}${path}`);
    const { address } = JSON.parse(await read("/.coplay/state"));
    assertEquals(address, `http://10.20.30.40:${host.port}/`);
    const projector = await read("/.coplay/projector");
    assertStringIncludes(projector, `>10.20.30.40:${host.port}<`);
    assertStringIncludes(projector, `aria-label="http://10.20.30.40:${host.port}/"`);
  },
);

testUnless(
  WHY_NOT,
  "a machine without a network says so, and follows when there is one",
  async () => {
    await using host = await LonelyHost.start(undefined, "--lang", "zh");
    await host.coplay.stderr.match(/没有网络：其他设备无法访问/);
    await host.move(undefined, "192.168.7.7");
    await host.coplay.stderr.match(/玩家现在请打开：http:\/\/192\.168\.7\.7:/);
    const before = host.coplay.stderr.text.length;
    await host.move("192.168.7.7", undefined);
    await until(
      "it says so again",
      () => host.coplay.stderr.text.slice(before).includes("没有网络"),
    );
  },
);
