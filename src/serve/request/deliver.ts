import { rankEncodings } from "../../http/accept_encoding.ts";
import { holdsIfMatch, holdsIfNoneMatch, holdsIfRange } from "../../http/etag.ts";
import { parseHttpDate } from "../../http/http_date.ts";
import { formatContentRange, resolveRange } from "../../http/range.ts";
import type { Asset } from "../assets/asset.ts";
import { ENCODINGS, type Representation } from "../assets/representation.ts";
import { withSize } from "./answer_size.ts";

/**
 * Answers a GET or HEAD for an asset: evaluates the conditions, then chooses the form, then the range (RFC 9110
 * §13.2.2).
 *
 * @throws {StaleFileError} where the file is gone or has changed
 */
export function deliver(request: Request, asset: Asset): Response | Promise<Response> {
  const { headers, method } = request;
  if (!preconditionsHold(headers, asset)) return refuse(412, asset);
  const known = findKnownForm(headers, asset);
  if (known) return known.notModified.clone();
  const isKnown = isKnownByDate(headers, asset);
  const range = method === "GET" && !isKnown ? headers.get("range") : null;
  if (range !== null && rangeConditionHolds(headers, asset)) {
    return sendRange(asset, range);
  }
  const form = chooseForm(headers, asset);
  if (!form) return refuse(406, asset);
  return isKnown ? form.notModified.clone() : sendWhole(method, form);
}

/** Evaluates If-Match and, without it, If-Unmodified-Since (RFC 9110 §13.1.1 and §13.1.4). */
function preconditionsHold(headers: Headers, asset: Asset): boolean {
  const match = headers.get("if-match");
  if (match !== null) {
    return [...asset.byTag.keys()].some((etag) => holdsIfMatch(match, etag));
  }
  const since = headers.get("if-unmodified-since");
  const sinceMs = since === null ? undefined : parseHttpDate(since);
  if (sinceMs === undefined || asset.lastModifiedMs === undefined) return true;
  return wholeSeconds(asset.lastModifiedMs) <= sinceMs;
}

/** Finds the form that the client has already, by If-None-Match (RFC 9110 §13.1.2). */
function findKnownForm(headers: Headers, asset: Asset): Representation | undefined {
  const noneMatch = headers.get("if-none-match");
  if (noneMatch === null) return undefined;
  const exact = asset.byTag.get(noneMatch);
  if (exact) return exact;
  for (const form of asset.byTag.values()) {
    if (!holdsIfNoneMatch(noneMatch, form.etag)) return form;
  }
  return undefined;
}

/** If-Modified-Since counts only where there is no If-None-Match (RFC 9110 §13.1.3). */
function isKnownByDate(headers: Headers, asset: Asset): boolean {
  const since = headers.get("if-modified-since");
  if (since === null || headers.has("if-none-match")) return false;
  const sinceMs = parseHttpDate(since);
  if (sinceMs === undefined || asset.lastModifiedMs === undefined) return false;
  return wholeSeconds(asset.lastModifiedMs) <= sinceMs;
}

/** HTTP dates have no fractions, files do. */
function wholeSeconds(timeMs: number): number {
  return Math.floor(timeMs / 1000) * 1000;
}

/** Evaluates If-Range (RFC 9110 §13.1.5): a client whose part is of other content needs the whole. */
function rangeConditionHolds(headers: Headers, asset: Asset): boolean {
  const condition = headers.get("if-range");
  if (condition === null) return true;
  const { etag } = asset.identity;
  return holdsIfRange(condition, { etag, lastModified: asset.basis.lastModified });
}

/** Chooses the best form that the client accepts; undefined where it accepts none. */
function chooseForm(headers: Headers, asset: Asset): Representation | undefined {
  if (!asset.basis.varies) return asset.identity;
  for (const coding of rankCodings(headers.get("accept-encoding") ?? "")) {
    const form = asset.forms.get(coding);
    if (form) return form;
  }
  return undefined;
}

type Coding = Representation["encoding"];

/** Parsed Accept-Encoding headers: a browser sends the same one with every request, and there are few browsers. */
const rankings = new Map<string, readonly Coding[]>();
const MAX_RANKINGS = 64;

function rankCodings(acceptEncoding: string): readonly Coding[] {
  const known = rankings.get(acceptEncoding);
  if (known) return known;
  const ranking = rankEncodings(acceptEncoding, ENCODINGS);
  if (rankings.size >= MAX_RANKINGS) rankings.clear();
  rankings.set(acceptEncoding, ranking);
  return ranking;
}

/** Answers 412 where a condition fails, 406 where the client accepts no coding that there is. */
function refuse(status: 406 | 412, { basis }: Asset): Response {
  const headers = new Headers(basis.gameHeaders);
  if (status === 406) headers.set("vary", "accept-encoding");
  return new Response(null, { status, headers });
}

function sendWhole(method: string, form: Representation): Response | Promise<Response> {
  const { whole, open, headers, sizeBytes } = form;
  if (method === "HEAD") return new Response(null, { headers });
  if (whole) return withSize(whole.clone(), sizeBytes);
  return open({ start: 0, end: sizeBytes }).then((stream) => new Response(stream, { headers }));
}

/** Sends a range of the plain bytes, which media players count in. A request for several ranges gets the whole. */
function sendRange(asset: Asset, header: string): Response | Promise<Response> {
  const { identity } = asset;
  const { sizeBytes } = identity;
  const range = resolveRange(header, sizeBytes);
  if (range.kind === "whole") return sendWhole("GET", identity);
  const headers = new Headers(identity.headers);
  if (range.kind === "unsatisfiable") {
    headers.delete("content-length");
    headers.delete("content-type");
    headers.set("content-range", formatContentRange({ kind: "unsatisfiable", sizeBytes }));
    return new Response(null, { status: 416, headers });
  }
  headers.set("content-range", formatContentRange({ ...range, sizeBytes }));
  headers.set("content-length", String(range.end - range.start));
  return identity.open(range).then((stream) => new Response(stream, { status: 206, headers }));
}
