/** The type of a field: `?` may be absent, `|null` may be null. */
type FieldType =
  | "text"
  | "number"
  | "boolean"
  | "counts"
  | "text?"
  | "number?"
  | "text|null"
  | "number|null";

const JOB = { id: "number", url: "text", list: "text?", line: "number?" } as const;

/** The events of `--json` and their fields in version 1 of the schema, as docs/events.md describes them. */
export const EVENT_FIELDS: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  start: { ...JOB, attempt: "number", name: "text", mirror: "text?" },
  redirect: { id: "number", status: "number", from: "text", to: "text" },
  retry: {
    id: "number",
    kind: "text",
    reason: "text",
    status: "number?",
    attempt: "number",
    next_try: "number",
    tries: "number",
    delay_ms: "number",
    next_at: "text",
    next_url: "text",
  },
  progress: {
    id: "number",
    bytes: "number",
    size: "number|null",
    received: "number",
    connections: "number",
  },
  notice: { id: "number?", text: "text" },
  done: {
    ...JOB,
    how: "text",
    path: "text",
    bytes: "number",
    received: "number",
    digest: "text|null",
    verified: "boolean",
    etag: "text|null",
    length_known: "boolean",
    ms: "number",
    encoding: "text?",
    extracted_to: "text?",
  },
  failed: {
    ...JOB,
    id: "number?",
    kind: "text",
    status: "number?",
    reason: "text",
    attempts: "number?",
    tries: "number?",
  },
  summary: {
    downloaded: "number",
    unchanged: "number",
    skipped: "number",
    failed: "number",
    left: "number",
    bytes: "number",
    received: "number",
    ms: "number",
    failures: "counts",
    interrupted: "boolean",
    at_once: "counts",
  },
};

function isOfType(value: unknown, type: FieldType): boolean {
  if (value === undefined) return type.endsWith("?");
  if (value === null) return type.endsWith("|null");
  switch (type.replace(/\?|\|null/, "")) {
    case "text":
      return typeof value === "string";
    case "number":
      return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
    case "boolean":
      return typeof value === "boolean";
    default:
      return Object.values(value as object).every((count) => Number.isSafeInteger(count));
  }
}

/** Lists where an event differs from the schema; empty where it matches. */
export function schemaProblems(event: Record<string, unknown>): string[] {
  const fields = EVENT_FIELDS[String(event["event"])];
  if (!fields) return [`unknown event ${event["event"]}`];
  const wrongType = Object.entries(fields).filter(([name, type]) => !isOfType(event[name], type));
  const unknown = Object.keys(event).filter((name) =>
    !["v", "event"].includes(name) && !fields[name]
  );
  return [
    ...(event["v"] === 1 ? [] : [`version ${event["v"]}`]),
    ...wrongType.map(([name, type]) => `${name} is ${JSON.stringify(event[name])}, not ${type}`),
    ...unknown.map((name) => `unknown field ${name}`),
  ];
}
