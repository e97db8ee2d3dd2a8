import { assertEquals } from "@std/assert";
import { CommandError } from "../../../src/cli/errors.ts";
import { CertificateRenewal } from "../../../src/serve/certificate/certificate_renewal.ts";
import type { HostCertificate } from "../../../src/serve/certificate/certificate_store.ts";

const DENIED = new CommandError({
  en: 'Cannot read "key.pem": permission denied',
  zh: "无法读取“key.pem”：没有权限",
});

function certificate(version: string): HostCertificate {
  return { cert: "", key: "", version, authority: undefined };
}

Deno.test("a certificate that cannot be renewed for a while is reported, and the old one stays", async () => {
  let next: HostCertificate | Error = certificate("a");
  const [shown, told]: [string[], string[]] = [[], []];
  const renewal = new CertificateRenewal({
    first: certificate("a"),
    open: () => next instanceof Error ? Promise.reject(next) : Promise.resolve(next),
    renew({ version }) {
      shown.push(version);
      return Promise.resolve();
    },
    tell: ({ en }) => told.push(en),
  });
  await renewal.look();
  next = DENIED;
  await renewal.look();
  assertEquals(told, [], "it may just be being written");
  await renewal.look();
  await renewal.look();
  assertEquals(told, [
    'The certificate cannot be renewed: Cannot read "key.pem": permission denied. ' +
    "The old one is shown until it can",
  ]);
  assertEquals([shown, renewal.current.version], [[], "a"]);
  next = certificate("b");
  await renewal.look();
  assertEquals([shown, renewal.current.version], [["b"], "b"]);
  next = DENIED;
  await renewal.look();
  await renewal.look();
  assertEquals(told.length, 2, "another time it is told again");
});
