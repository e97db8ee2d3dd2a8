import { assertEquals } from "@std/assert";
import { SITES } from "./sites.ts";
import { judgeRow, ROWS, type Send } from "./table.ts";
import { HostFixture } from "../host_fixture.ts";

/** Hosts the sites as games of one lobby, beside a file that no path may reach. */
async function hostSites(): Promise<HostFixture> {
  const host = await HostFixture.make(SITES, { hasLobby: true, packs: true });
  await Deno.writeTextFile(host.folder.join("outside.txt"), "SECRET outside");
  await Deno.symlink(host.folder.join("outside.txt"), host.folder.join("plain", "link.txt"));
  for (const id of ["plain", "unity", "godot3"]) await host.host.publish(host.game(id));
  await host.host.games.prepared;
  return host;
}

function sendTo(host: HostFixture): Send {
  return async ({ method, path, headers }) => {
    const answer = await host.ask(`/games/${path}`, { method, headers });
    return { status: answer.status, headers: answer.headers, body: await answer.bytes() };
  };
}

Deno.test("handler conforms", async (test) => {
  await using host = await hostSites();
  for (const row of ROWS) {
    await test.step(`${row.section}: ${row.does}`, async () => {
      assertEquals(await judgeRow(row, sendTo(host)), undefined);
    });
  }
  assertEquals(host.failures, []);
});
