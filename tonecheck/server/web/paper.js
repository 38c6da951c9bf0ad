// The draft and the marks under its words: a mirror of the text lies behind the textarea, which itself is never touched
// but by commands that can be undone. Input methods compose in it as in any other.
import { edit, moved } from "./spans.js";

const area = document.getElementById("draft");
const mirror = document.getElementById("mirror");

let text = "";
let marks = [];
let current = null;

/** Shows these marks, `{span, severity, key}` in UTF-16 units. */
export function mark(wanted) {
  marks = wanted;
  draw();
}

/** The mark of that key is drawn stronger; null for none. */
export function point(key) {
  if (key === current) return;
  current = key;
  draw();
}

/** Follows what was typed: marks move with their words, and go where the words were touched. The edit is returned. */
export function follow() {
  const change = edit(text, area.value);
  text = area.value;
  marks = marks.map((one) => ({ ...one, span: moved(one.span, change) })).filter((one) => one.span !== null);
  draw();
  return change;
}

/** Writes into the draft as if it were typed, so that the browser's own undo knows of it. */
export function write(span, wanted) {
  area.focus();
  area.setSelectionRange(span.start, span.end);
  const done = wanted === "" ? document.execCommand("delete") : document.execCommand("insertText", false, wanted);
  if (!done) {
    area.setRangeText(wanted, span.start, span.end, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/** Selects a range of the draft. */
export function select(span) {
  area.focus();
  area.setSelectionRange(span.start, span.end);
}

/** The keys of the marks that the caret stands in or selects. */
export function here() {
  const { selectionStart: start, selectionEnd: end } = area;
  return marks.filter(({ span }) => span.start <= end && start <= span.end).map(({ key }) => key);
}

function draw() {
  const parts = [];
  let at = 0;
  for (const { start, end, severity, strong } of pieces()) {
    if (start > at) parts.push(text.slice(at, start));
    const node = document.createElement("mark");
    node.className = strong ? `${severity} strong` : severity;
    node.textContent = text.slice(start, end);
    parts.push(node);
    at = end;
  }
  // A last empty line takes its height only with something after it.
  parts.push(text.slice(at), "\u200b");
  mirror.replaceChildren(...parts);
}

// Marks may overlap: each piece between two borders is drawn once, as the gravest mark over it.
function pieces() {
  const borders = [...new Set(marks.flatMap(({ span }) => [span.start, span.end]))].sort((a, b) => a - b);
  const found = [];
  for (let n = 0; n + 1 < borders.length; n += 1) {
    const over = marks.filter(({ span }) => span.start <= borders[n] && borders[n + 1] <= span.end);
    if (!over.length) continue;
    const severity = ["error", "warning", "info"].find((name) => over.some((one) => one.severity === name));
    found.push({ start: borders[n], end: borders[n + 1], severity, strong: over.some(({ key }) => key === current) });
  }
  return found;
}
