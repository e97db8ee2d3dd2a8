// Stands in for @std/http/status 1.1.3 where JSR is out of reach: the texts are those of node:http.
import { STATUS_CODES } from "node:http";

/** The numbers of the IANA registry by name. */
export const STATUS_CODE = {
  Continue: 100,
  SwitchingProtocols: 101,
  Processing: 102,
  EarlyHints: 103,
  OK: 200,
  Created: 201,
  Accepted: 202,
  NonAuthoritativeInfo: 203,
  NoContent: 204,
  ResetContent: 205,
  PartialContent: 206,
  MultiStatus: 207,
  AlreadyReported: 208,
  IMUsed: 226,
  MultipleChoices: 300,
  MovedPermanently: 301,
  Found: 302,
  SeeOther: 303,
  NotModified: 304,
  UseProxy: 305,
  TemporaryRedirect: 307,
  PermanentRedirect: 308,
  BadRequest: 400,
  Unauthorized: 401,
  PaymentRequired: 402,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  ProxyAuthRequired: 407,
  RequestTimeout: 408,
  Conflict: 409,
  Gone: 410,
  LengthRequired: 411,
  PreconditionFailed: 412,
  ContentTooLarge: 413,
  URITooLong: 414,
  UnsupportedMediaType: 415,
  RangeNotSatisfiable: 416,
  ExpectationFailed: 417,
  Teapot: 418,
  MisdirectedRequest: 421,
  UnprocessableEntity: 422,
  Locked: 423,
  FailedDependency: 424,
  TooEarly: 425,
  UpgradeRequired: 426,
  PreconditionRequired: 428,
  TooManyRequests: 429,
  RequestHeaderFieldsTooLarge: 431,
  UnavailableForLegalReasons: 451,
  InternalServerError: 500,
  NotImplemented: 501,
  BadGateway: 502,
  ServiceUnavailable: 503,
  GatewayTimeout: 504,
  HTTPVersionNotSupported: 505,
  VariantAlsoNegotiates: 506,
  InsufficientStorage: 507,
  LoopDetected: 508,
  NotExtended: 510,
  NetworkAuthenticationRequired: 511,
} as const;

/** A number of the registry. */
export type StatusCode = typeof STATUS_CODE[keyof typeof STATUS_CODE];

type Starting<Digits extends string> = {
  [Code in StatusCode]: `${Code}` extends `${Digits}${string}` ? Code : never;
}[StatusCode];

/** 1xx. */
export type InformationalStatus = Starting<"1">;
/** 2xx. */
export type SuccessfulStatus = Starting<"2">;
/** 3xx. */
export type RedirectStatus = Starting<"3">;
/** 4xx. */
export type ClientErrorStatus = Starting<"4">;
/** 5xx. */
export type ServerErrorStatus = Starting<"5">;
/** 4xx and 5xx. */
export type ErrorStatus = ClientErrorStatus | ServerErrorStatus;

/** Where Node words it otherwise than upstream. */
const OTHER_WORDS: Readonly<Record<number, string>> = {
  203: "Non Authoritative Info",
  207: "Multi Status",
  407: "Proxy Auth Required",
  413: "Content Too Large",
  418: "I'm a teapot",
};

/** The reason phrase of every number. */
export const STATUS_TEXT = Object.fromEntries(
  Object.values(STATUS_CODE).map((code) => [code, OTHER_WORDS[code] ?? STATUS_CODES[code] ?? ""]),
) as Readonly<Record<StatusCode, string>>;

const known = new Set<number>(Object.values(STATUS_CODE));

/** Whether the registry has the number. */
export function isStatus(status: number): status is StatusCode {
  return known.has(status);
}

/** Whether it is a 1xx of the registry. */
export function isInformationalStatus(status: number): status is InformationalStatus {
  return isStatus(status) && status < 200;
}

/** Whether it is a 2xx of the registry. */
export function isSuccessfulStatus(status: number): status is SuccessfulStatus {
  return isStatus(status) && status >= 200 && status < 300;
}

/** Whether it is a 3xx of the registry. */
export function isRedirectStatus(status: number): status is RedirectStatus {
  return isStatus(status) && status >= 300 && status < 400;
}

/** Whether it is a 4xx of the registry. */
export function isClientErrorStatus(status: number): status is ClientErrorStatus {
  return isStatus(status) && status >= 400 && status < 500;
}

/** Whether it is a 5xx of the registry. */
export function isServerErrorStatus(status: number): status is ServerErrorStatus {
  return isStatus(status) && status >= 500;
}

/** Whether it is a 4xx or 5xx of the registry. */
export function isErrorStatus(status: number): status is ErrorStatus {
  return isStatus(status) && status >= 400;
}
