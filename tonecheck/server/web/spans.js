// Ranges of a text in UTF-16 code units, as a textarea counts, and how they move when the text is edited.

/** The places of code points in UTF-16, by number; one more than there are code points. */
export function places(text) {
  const found = [];
  let at = 0;
  for (const character of text) {
    found.push(at);
    at += character.length;
  }
  found.push(at);
  return found;
}

/** A range of code points as one of UTF-16. */
export function utf16(span, at) {
  return { start: at[span.start], end: at[span.end] };
}

/** What changed between two texts: up to where they begin alike, and from where they end alike. */
export function edit(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { start, end: before.length - tail, more: after.length - before.length };
}

/** The range after an edit, or null where the edit touched it. */
export function moved(span, change) {
  if (change.start === change.end && change.more === 0) return span;
  if (span.end <= change.start) return span;
  if (span.start >= change.end) return { start: span.start + change.more, end: span.end + change.more };
  return null;
}
