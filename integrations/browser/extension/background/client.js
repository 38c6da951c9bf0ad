// Speaks to the server: POST /v1/check and the outcome of a check.

import { sha256, verdictOf } from "./answer.js";

export const TIMEOUT = 800;

// These say that the server works and refuses this one request: no reason to stop asking.
const REFUSALS = { 400: "refused", 401: "token", 403: "token", 409: "refused", 413: "long", 415: "refused", 422: "refused" };

/** A verdict, or {kind: "failure", reason}; never throws. */
export async function check(settings, breaker, request) {
  if (breaker.open) return failure("paused");
  // Half a surrogate pair is no text for JSON; its replacement is as long, so that every span stays true.
  const text = request.text.toWellFormed();
  const body = { text, role: "staff", intent: request.intent, deadline_ms: TIMEOUT };
  for (const [name, value] of Object.entries({ ack: request.ack, scene: settings.scene, sender_id: settings.sender })) {
    if (value) body[name] = value;
  }
  try {
    const response = await post(settings, "/v1/check", body);
    if (!response.ok) return refused(response, breaker);
    const report = await response.json();
    const verdict = verdictOf(report, text);
    if (!verdict) return failed(breaker, "garbage");
    if (report.text_sha256 !== (await sha256(text))) return failed(breaker, "mismatch");
    breaker.succeeded();
    return verdict;
  } catch (error) {
    return failed(breaker, reasonOf(error));
  }
}

/** Whether the server took the outcome, or would never take it; false: try again later. */
export async function tell(settings, { id, outcome }) {
  try {
    const { status } = await post(settings, `/v1/checks/${encodeURIComponent(id)}/outcome`, { outcome });
    return status < 500 && status !== 429 && status !== 401;
  } catch {
    return false;
  }
}

/** What to say of the server: "ready", or the reason why it is not. */
export async function health(settings) {
  try {
    const probe = { text: "您好", role: "staff", intent: "draft" };
    const response = await post(settings, "/v1/check", probe);
    if (!response.ok) return REFUSALS[response.status] ?? "error";
    return verdictOf(await response.json(), probe.text) ? "ready" : "garbage";
  } catch (error) {
    return reasonOf(error);
  }
}

function post(settings, path, body) {
  const headers = { "Content-Type": "application/json" };
  if (settings.token) headers.Authorization = `Bearer ${settings.token}`;
  return fetch(settings.server + path, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
  });
}

function refused(response, breaker) {
  const reason = REFUSALS[response.status];
  if (reason) return failure(reason);
  const seconds = Number(response.headers.get("Retry-After"));
  if (seconds > 0) breaker.pause(Math.min(seconds, 60) * 1000);
  if (response.status === 429) return failure("busy");
  return failed(breaker, "error");
}

function reasonOf(error) {
  if (error.name === "TimeoutError" || error.name === "AbortError") return "slow";
  return error instanceof SyntaxError ? "garbage" : "down";
}

function failed(breaker, reason) {
  breaker.failed();
  return failure(reason);
}

function failure(reason) {
  return { kind: "failure", reason };
}
