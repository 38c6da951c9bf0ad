// The border: an untrusted answer becomes a verdict on exactly this text, or nothing.

/** What the page may see of a report, spans in UTF-16; null where the answer is no verdict in the wire format. */
export function verdictOf(report, text) {
  if (!isRecord(report) || !["pass", "warn", "block"].includes(report.verdict)) return null;
  if (typeof report.id !== "string" || typeof report.rewritten !== "string" || !Array.isArray(report.findings)) return null;
  const offsets = utf16Offsets(text);
  const findings = report.findings.map((finding) => findingOf(finding, text, offsets));
  if (findings.includes(null)) return null;
  return {
    kind: "verdict",
    id: report.id,
    verdict: report.verdict,
    rewritten: report.rewritten,
    findings,
    acknowledged: typeof report.acknowledged === "string" ? report.acknowledged : null,
  };
}

/** Hexadecimal SHA-256 of the text in UTF-8. */
export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function findingOf(finding, text, offsets) {
  if (!isRecord(finding) || !["error", "warning", "info"].includes(finding.severity)) return null;
  const span = spanOf(finding.span, offsets);
  if (!span || !["rule", "message", "impact"].every((name) => typeof finding[name] === "string")) return null;
  if (!Array.isArray(finding.suggestions)) return null;
  const suggestions = finding.suggestions.map((suggestion) => suggestionOf(suggestion, offsets));
  if (suggestions.includes(null)) return null;
  const { rule, severity, message, impact } = finding;
  return { rule, severity, message, impact, span, excerpt: text.slice(span.start, span.end), suggestions };
}

function suggestionOf(suggestion, offsets) {
  const span = isRecord(suggestion) && typeof suggestion.text === "string" ? spanOf(suggestion.span, offsets) : null;
  return span && { text: suggestion.text, complete: suggestion.complete === true, span };
}

function spanOf(span, offsets) {
  if (!isRecord(span) || !(span.start <= span.end)) return null;
  const [start, end] = [offsets[span.start], offsets[span.end]];
  return start === undefined || end === undefined ? null : { start, end };
}

/** Offset in UTF-16 of every code point, the end included. */
function utf16Offsets(text) {
  const offsets = [0];
  for (const character of text) offsets.push(offsets.at(-1) + character.length);
  return offsets;
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
