/** Whether a page of another site makes this request, by the browser's headers. */
export function isFromOtherSite({ headers, url }: Pick<Request, "headers" | "url">): boolean {
  const site = headers.get("sec-fetch-site");
  // Scripts cannot set this header. A proxy may have changed the host, so `Origin` counts only without it.
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
    // `null`: the page has an opaque origin.
    return undefined;
  }
}
