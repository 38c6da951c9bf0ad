// The page of a draft: checks it while somebody writes, and never gets in the way of the writing.
import * as cards from "./cards.js";
import { Trouble, ask, tell } from "./client.js";
import { onToken, settle, tellTrouble } from "./notice.js";
import * as paper from "./paper.js";
import { moved, places, utf16 } from "./spans.js";
import { keep, kept } from "./kept.js";
import { number, say, speak, spoken } from "./language.js";

const PAUSE = 350;
const RETRIES = [2, 4, 8, 15, 30];
const CHOICES = ["scene", "channel", "audience", "script"];
const KEPT = "tonecheck.choices";
const $ = (id) => document.getElementById(id);
const area = $("draft");

let meta = null;
let limit = 8000;
let asking = null;
let timer = 0;
let failed = 0;
// The last verdict, its ranges moved along with the text since then; null where there is none.
let seen = null;
// The last reply that was taken over, as long as the text is what it made of it.
let last = null;
// The check whose findings the writer saw since the last copy, and the checks whose outcome was told.
let warned = null;
const told = new Set();

function start() {
  speak(() => {
    choices();
    count();
    seen = null;
    show();
    check();
  });
  choices();
  count();
  state("none");
  area.addEventListener("input", typed);
  area.addEventListener("compositionend", () => later());
  document.addEventListener("selectionchange", caret);
  $("copy").addEventListener("click", () => copy(area.value));
  $("undo").addEventListener("click", undo);
  $("clear").addEventListener("click", () => paper.write({ start: 0, end: area.value.length }, ""));
  $("take-whole").addEventListener("click", takeWhole);
  $("copy-whole").addEventListener("click", () => copy($("rewritten").textContent, "taken"));
  for (const name of CHOICES) {
    $(name).addEventListener("change", () => {
      remember();
      check();
    });
  }
  onToken(() => learn().then(() => area.focus()));
  paper.follow();
  learn();
}

/** Asks what the server knows: scenes, limits, and whether it wants a token. */
async function learn() {
  try {
    meta = await ask("/v1/meta");
  } catch (error) {
    trouble(error, learn);
    return;
  }
  limit = meta.limits.text;
  failed = 0;
  settle();
  choices();
  check();
}

function typed(event) {
  const change = paper.follow();
  if (seen) {
    for (const one of seen.found) {
      one.span = one.span && moved(one.span, change);
      for (const reply of one.replies) reply.span = reply.span && moved(reply.span, change);
    }
  }
  count();
  $("undo").disabled = last === null || area.value !== last.after;
  $("whole").hidden = true;
  // While an input method composes, what stands there is not yet what was meant.
  if (!event.isComposing) later();
}

function later() {
  clearTimeout(timer);
  asking?.abort();
  if (blank()) check();
  else timer = setTimeout(check, PAUSE);
}

function blank() {
  return area.value.trim() === "";
}

async function check() {
  clearTimeout(timer);
  asking?.abort();
  const text = area.value;
  if (blank()) {
    seen = null;
    show();
    state("none");
    return;
  }
  if (meta === null) return;
  if ([...text].length > limit) {
    stale();
    tellTrouble(new Trouble("long"), limit, check);
    return;
  }
  const mine = (asking = new AbortController());
  const slow = setTimeout(() => state("checking"), 700);
  try {
    const answer = await ask("/v1/check", request(text), mine.signal);
    if (mine.signal.aborted || area.value !== text) return;
    failed = 0;
    settle();
    accept(answer, text);
  } catch (error) {
    if (!mine.signal.aborted) trouble(error, check);
  } finally {
    clearTimeout(slow);
  }
}

function request(text) {
  const body = { text: text.toWellFormed?.() ?? text, intent: "draft", language: spoken() };
  for (const name of CHOICES) if ($(name).value) body[name] = $(name).value;
  return body;
}

function accept(answer, text) {
  const at = places(text);
  const found = answer.findings.map((finding) => ({
    finding,
    span: { ...finding.utf16 },
    replies: finding.suggestions.map((reply) => {
      const span = utf16(reply.span, at);
      return { text: reply.text, complete: reply.complete, span, place: reply.span, old: text.slice(span.start, span.end) };
    }),
  }));
  seen = { id: answer.id, verdict: answer.verdict, text, found, rewritten: answer.rewritten, script: answer.script };
  if (answer.verdict !== "pass") warned = answer.id;
  show(answer.degraded);
  if (!found.length) state("clean");
  else state({ block: "block", warn: "warn", pass: "info" }[answer.verdict], number(spots(found)));
}

/** How many places there are: two rules may mind the same words. */
function spots(found) {
  return new Set(found.map(({ finding: { span } }) => `${span.start}:${span.end}`)).size;
}

function show(degraded = false) {
  const found = seen?.found ?? [];
  paper.mark(found.flatMap(({ finding, span }, key) => (span.end > span.start ? [{ span, severity: finding.severity, key }] : [])));
  cards.list(found, seen?.script, { show: showAt, take });
  $("nothing").hidden = found.length > 0 && !degraded;
  $("nothing").textContent = degraded ? say("degraded") : say(seen ? "nothing_found" : blank() ? "nothing_yet" : "not_checked");
  $("rewritten").textContent = seen?.rewritten ?? "";
  $("whole").hidden = !seen || seen.rewritten === seen.text;
  caret();
}

/** What is shown no longer speaks of what is written. */
function stale() {
  seen = null;
  show();
  state("none");
}

function caret() {
  if (document.activeElement !== area) return;
  const [key = null] = paper.here();
  paper.point(key);
  cards.point(key);
}

function showAt(n) {
  if (seen?.found[n]?.span) paper.select(seen.found[n].span);
}

function take(n, m) {
  const reply = seen?.found[n]?.replies[m];
  if (!reply?.span) {
    check();
    return;
  }
  replace(reply.span, reply.text, seen.id);
}

function takeWhole() {
  if (seen) replace({ start: 0, end: area.value.length }, seen.rewritten, seen.id);
}

function replace(span, text, id) {
  const before = area.value;
  paper.write(span, text);
  last = { before, after: area.value };
  $("undo").disabled = false;
  const slot = /【[^】]*】/.exec(text);
  if (slot) paper.select({ start: span.start + slot.index, end: span.start + slot.index + slot[0].length });
  state(slot ? "" : "none", 0, say(slot ? "taken_open" : "taken_over"));
  outcome(id, "taken");
}

function undo() {
  if (last === null || area.value !== last.after) return;
  paper.write({ start: 0, end: area.value.length }, last.before);
  last = null;
  $("undo").disabled = true;
  state("", 0, say("undone"));
}

async function copy(text, how) {
  const left = how ? 0 : spots(seen?.found.filter(({ finding }) => finding.severity !== "info") ?? []);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without HTTPS there is no clipboard but by the old command.
    paper.select({ start: 0, end: area.value.length });
    if (text !== area.value || !document.execCommand("copy")) {
      state("", 0, say("copy_failed"));
      return;
    }
  }
  state("", 0, left ? say("copied_anyway", number(left)) : say("copied"));
  if (seen && seen.text === area.value) finish(how);
}

/** Tells what became of the draft: sent as it was, changed by hand before, or sent although something was found. */
function finish(how) {
  if (how) outcome(seen.id, how);
  else if (seen.verdict !== "pass") outcome(seen.id, "overridden");
  else {
    if (warned !== null) outcome(warned, "edited");
    outcome(seen.id, "sent");
  }
  warned = null;
}

function outcome(id, name) {
  if (told.has(id)) return;
  told.add(id);
  tell(id, name);
}

function trouble(error, again) {
  if (!(error instanceof Trouble)) throw error;
  stale();
  tellTrouble(error, limit, again);
  if (["token", "long", "refused"].includes(error.reason)) return;
  const wait = error.reason === "busy" ? error.wait : RETRIES[Math.min(failed, RETRIES.length - 1)];
  failed += 1;
  clearTimeout(timer);
  timer = setTimeout(again, wait * 1000);
}

function state(kind, value = 0, text = null) {
  const words = text ?? say(`state_${kind}`, value);
  if ($("state").textContent !== words) $("state").textContent = words;
  $("state").dataset.kind = kind;
}

function count() {
  $("count").textContent = area.value ? say("count", number([...area.value].length)) : "";
}

/** Fills the lists to choose from, keeping what is chosen. */
function choices() {
  const wish = new URLSearchParams(kept("localStorage", KEPT) ?? "");
  const titled = (name) => meta?.scene_titles[name]?.[spoken()] ?? name;
  const lists = {
    scene: [["", say("scene_any")], ...(meta?.scenes ?? []).map((name) => [name, titled(name)])],
    channel: [["", say("channel_any")], ...(meta?.channels ?? []).map((name) => [name, say(`channel_${name}`)])],
    audience: (meta?.audiences ?? ["default"]).map((name) => [name, say(`audience_${name}`)]),
    script: (meta?.scripts ?? ["auto"]).map((name) => [name, say(`script_${name}`)]),
  };
  for (const name of CHOICES) {
    const options = lists[name].map(([value, title]) => new Option(title, value));
    const wanted = options.find(({ value }) => value === wish.get(name)) ?? options[0];
    wanted.selected = true;
    $(name).replaceChildren(...options);
  }
}

function remember() {
  keep("localStorage", KEPT, String(new URLSearchParams(CHOICES.map((name) => [name, $(name).value]))));
}

start();
