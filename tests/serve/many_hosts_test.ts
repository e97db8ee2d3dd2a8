import { lackOf } from "../support/programs.ts";
import { testUnless } from "../support/test_unless.ts";
import { followSwitches } from "./many_hosts.ts";

testUnless(
  lackOf("redis-server", "nginx"),
  "players behind nginx follow every switch while one of two hosts is killed and comes back",
  () => followSwitches({ players: 20, switches: 10 }),
);
