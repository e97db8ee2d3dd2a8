import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import type { BundledPackage } from "./bundled_packages.ts";

function componentOf({ name, version, registry, licence }: BundledPackage): Models.Component {
  const purl = `pkg:${registry}/${name.replace("@", "%40")}@${version}`;
  const component = new Models.Component(Enums.ComponentType.Library, name, { version });
  component.purl = purl;
  component.bomRef.value = purl;
  component.licenses.add(new Models.LicenseExpression(licence));
  return component;
}

/**
 * Formats what the executables contain as a software bill of materials: CycloneDX 1.6 in JSON. It has neither a
 * serial number nor a date, so that the same sources make the same text.
 */
export function formatSbom(
  packages: readonly BundledPackage[],
  { version }: { version: string },
): string {
  const coplay = new Models.Component(Enums.ComponentType.Application, "coplay", { version });
  coplay.bomRef.value = `coplay@${version}`;
  coplay.licenses.add(new Models.LicenseExpression("MIT"));
  const deno = new Models.Component(Enums.ComponentType.Framework, "deno");
  deno.bomRef.value = deno.purl = "pkg:github/denoland/deno";
  deno.licenses.add(new Models.LicenseExpression("MIT"));
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: coplay }) });
  for (const component of [deno, ...packages.map(componentOf)]) {
    bom.components.add(component);
    coplay.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  );
  return serializer.serialize(bom, { sortLists: true, space: 2 }) + "\n";
}
