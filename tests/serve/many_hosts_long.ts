import { lackOf } from "../support/programs.ts";
import { testUnless } from "../support/test_unless.ts";
import { followSwitches } from "./many_hosts.ts";

// A switch spreads the players' page loads over a while, so fifty of them take minutes.
testUnless(
  lackOf("redis-server", "nginx"),
  "a hundred players behind nginx follow fifty switches while one of two hosts is killed and comes back",
  () => followSwitches({ players: 100, switches: 50 }),
);
