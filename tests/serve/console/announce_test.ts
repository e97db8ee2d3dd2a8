import { assertEquals, assertMatch } from "@std/assert";
import { foretellFirewall } from "../../../src/serve/console/announce.ts";
import { FakeIo } from "../../support/fake_io.ts";

Deno.test("the firewall's question is foretold where there is one, and not for this machine alone", () => {
  const told = (os: typeof Deno.build.os, hostname = "0.0.0.0") => {
    const io = new FakeIo();
    foretellFirewall(hostname, { io, os });
    return io.text("stderr");
  };
  assertMatch(told("windows"), /^If Windows asks .*"Allow".*\n$/);
  assertMatch(told("darwin"), /^If macOS asks .*"Allow".*\n$/);
  assertEquals([told("linux"), told("windows", "127.0.0.1"), told("darwin", "::1")], ["", "", ""]);
});
