// Asks the server that this page came from, and no other. What goes wrong becomes a `Trouble` with a plain reason.
import { keep, kept } from "./kept.js";

const SECONDS = 6;
const KEPT = "tonecheck.token";

export class Trouble extends Error {
  /** `reason`: down, slow, busy, token, long, refused, broken; `wait` in seconds where the server named it. */
  constructor(reason, { wait = null, message = "" } = {}) {
    super(message);
    this.reason = reason;
    this.wait = wait;
  }
}

/** True where a token was entered before. */
export function hasToken() {
  return kept("sessionStorage", KEPT) !== null;
}

/** Keeps a token until the tab is closed. */
export function useToken(token) {
  keep("sessionStorage", KEPT, token);
}

/** The JSON answer; throws a `Trouble`. A `signal` that is aborted ends it with the signal's own reason. */
export async function ask(path, body, signal) {
  const ends = new AbortController();
  const stop = () => ends.abort();
  const late = setTimeout(stop, SECONDS * 1000);
  signal?.addEventListener("abort", stop);
  const headers = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (hasToken()) {
    const token = kept("sessionStorage", KEPT);
    // Anything else cannot be sent in a header, and is no token of ours.
    if (!/^[\x21-\x7e]+$/.test(token)) throw new Trouble("token");
    headers.Authorization = `Bearer ${token}`;
  }
  let response, answer;
  try {
    response = await fetch(path, {
      method: body === undefined ? "GET" : "POST", headers, body: body === undefined ? undefined : JSON.stringify(body),
      signal: ends.signal, credentials: "omit", redirect: "error",
    });
    answer = await response.text();
  } catch {
    if (signal?.aborted) throw signal.reason;
    if (ends.signal.aborted) throw new Trouble("slow");
    throw new Trouble("down");
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", stop);
  }
  const read = parsed(answer);
  if (response.ok && read !== null) return read;
  // A proxy before the server refuses in its own words.
  throw trouble(response, read?.error?.message ?? "");
}

/** Tells what became of a check; nobody waits for it, and nothing depends on it. */
export function tell(id, outcome) {
  ask(`/v1/checks/${encodeURIComponent(id)}/outcome`, { outcome }).catch(() => {});
}

function trouble(response, message) {
  const wait = Number(response.headers.get("Retry-After")) || 2;
  switch (response.status) {
    case 401: return new Trouble("token", { message });
    case 408: return new Trouble("slow", { message });
    case 413: return new Trouble("long", { message });
    case 429: case 503: return new Trouble("busy", { wait, message });
    case 400: case 403: case 404: case 409: case 415: case 422: return new Trouble("refused", { message });
    default: return new Trouble("broken", { message });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
