/** Whether a browser says that a page of another site makes this request. */
export function isFromOtherSite({ headers, url }: Pick<Request, "headers" | "url">): boolean {
  const site = headers.get("sec-fetch-site");
  // No script can set it. What browsers know the host by a proxy may have changed on the way.
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  if (origin === null) return false;
  return hostOf(origin) !== hostOf(url);
}

function hostOf(address: string): string | undefined {
  try {
    const { protocol, host } = new URL(address);
    return /^https?:$/.test(protocol) ? host : undefined;
  } catch {
    // `null`: a page that has no origin of its own.
    return undefined;
  }
}
