// What a supervisor sees: what was found, where and when, and what the senders did about it.
import { bars, columns, legend, make } from "./charts.js";
import { Trouble, ask } from "./client.js";
import { csv, download } from "./csv.js";
import { known, number, say, speak, spoken } from "./language.js";
import { onToken, settle, tellTrouble } from "./notice.js";

const $ = (id) => document.getElementById(id);
const DAY = 86_400_000;
const VERDICTS = ["block", "warn", "pass"];
const ACTS = ["taken", "edited", "overridden", "untold"];
// Of each part: the parts of its bars, and the columns of its table.
const PARTS = {
  day: { parts: VERDICTS, cells: ["checks", "block", "warn", "taken", "edited", "overridden"] },
  rule: { parts: ACTS, cells: ["hits", "by_reader", "taken", "edited", "overridden", "untold"] },
  scene: { parts: VERDICTS, cells: ["checks", "block", "warn", "taken", "edited", "overridden"] },
  channel: { parts: VERDICTS, cells: ["checks", "block", "warn", "taken", "edited", "overridden"] },
};

let asking = null;
let seen = null;
let failed = 0;
let timer = 0;

function start() {
  speak(() => {
    words();
    show();
  });
  words();
  const asked = new URLSearchParams(location.search);
  range(asked.get("from") ?? day(-29), asked.get("to") ?? day(0));
  for (const name of ["from", "to"]) $(name).addEventListener("change", load);
  for (const button of document.querySelectorAll(".last")) {
    button.addEventListener("click", () => {
      range(day(1 - Number(button.dataset.days)), day(0));
      load();
    });
  }
  onToken(load);
  load();
}

function words() {
  for (const button of document.querySelectorAll(".last")) button.textContent = say("last_days", button.dataset.days);
}

/** The day so many days from today, here. */
function day(off) {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) + off * DAY).toISOString().slice(0, 10);
}

function range(from, to) {
  $("from").value = from;
  $("to").value = to;
}

async function load() {
  clearTimeout(timer);
  asking?.abort();
  const [from, to] = [$("from").value, $("to").value];
  if (!from || !to || from > to) {
    $("state").textContent = say("range_wrong");
    return;
  }
  history.replaceState(null, "", `?${new URLSearchParams({ from, to })}`);
  const mine = (asking = new AbortController());
  const offset = -new Date(`${to}T12:00`).getTimezoneOffset();
  try {
    const answer = await ask(`/v1/insights?${new URLSearchParams({ from, to, utc_offset: offset })}`, undefined, mine.signal);
    if (mine.signal.aborted) return;
    failed = 0;
    settle();
    seen = filled(answer);
    show();
  } catch (error) {
    if (mine.signal.aborted) return;
    if (!(error instanceof Trouble)) throw error;
    trouble(error);
  }
}

function trouble(error) {
  seen = null;
  show();
  tellTrouble(error, 0, load, "figures_");
  if (["token", "long", "refused"].includes(error.reason)) return;
  failed += 1;
  timer = setTimeout(load, (error.wait ?? Math.min(30, 2 ** failed)) * 1000);
}

/** The answer with what follows from it: what passed, what nobody told of, and the days without messages. */
function filled(answer) {
  for (const rows of Object.values(answer.by)) {
    for (const row of rows) {
      row.hits = row.checks;
      if ("block" in row) row.pass = row.checks - row.block - row.warn;
      row.untold = row.checks - row.taken - row.edited - row.overridden;
    }
  }
  const found = new Map(answer.by.day.map((row) => [row.day, row]));
  const none = { checks: 0, block: 0, warn: 0, pass: 0, taken: 0, edited: 0, overridden: 0, untold: 0 };
  answer.days = [];
  for (let at = Date.parse(answer.from); at <= Date.parse(answer.to); at += DAY) {
    const name = new Date(at).toISOString().slice(0, 10);
    answer.days.push(found.get(name) ?? { day: name, ...none });
  }
  return answer;
}

function show() {
  $("scope").hidden = seen?.scope !== "client";
  if (seen === null) {
    $("state").textContent = "";
    $("figures").replaceChildren();
    return;
  }
  const { totals } = seen;
  $("state").textContent = totals.checks ? say("shown", seen.from, seen.to, number(totals.checks)) : say("empty");
  $("figures").replaceChildren(...(totals.checks ? [tiles(totals), ...Object.keys(PARTS).map(part)] : []));
}

function tiles(totals) {
  const list = make("dl", "tiles");
  const outcome = (name) => totals.outcomes[name] ?? 0;
  const found = totals.block + totals.warn;
  const values = [
    ["checks", totals.checks, null], ["block", totals.block, totals.checks], ["warn", totals.warn, totals.checks],
    ["taken", outcome("taken"), found], ["edited", outcome("edited"), found], ["overridden", outcome("overridden"), found],
  ];
  for (const [name, value, of] of values) {
    const tile = make("div", "tile");
    const shown = make("dd", "", number(value));
    if (of) shown.append(make("small", "", say(of === found ? "of_found" : "of_all", Math.round((value / of) * 100))));
    tile.append(make("dt", "", say(name)), shown);
    list.append(tile);
  }
  return list;
}

function part(key) {
  const rows = seen.by[key];
  const section = make("section", "part");
  const title = make("h2", "", say(`by_${key}`));
  title.id = `by-${key}`;
  section.setAttribute("aria-labelledby", title.id);
  const head = make("div", "part-head");
  head.append(title);
  section.append(head);
  if (!rows.length) {
    section.append(make("p", "help", say("empty_part")));
    return section;
  }
  const button = make("button", "", say("csv"));
  button.type = "button";
  button.setAttribute("aria-label", say("csv_of", say(`by_${key}`)));
  button.addEventListener("click", () => save(key));
  head.append(button);
  const body = make("div", "part-body");
  body.append(chart(key), table(key));
  section.append(body);
  return section;
}

function chart(key) {
  const { parts } = PARTS[key];
  const figure = make("figure", "chart");
  figure.setAttribute("aria-hidden", "true");
  figure.append(legend(parts));
  if (key === "day") figure.append(columns(seen.days, [...parts].reverse(), (row) => row.day));
  else figure.append(bars(seen.by[key].slice(0, 12), parts, (row) => named(key, row[key])));
  return figure;
}

function table(key) {
  const { cells } = PARTS[key];
  const box = make("div", "table");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", say("table_of", say(`by_${key}`)));
  const shown = make("table");
  const head = make("tr");
  for (const name of [key, ...cells]) head.append(scoped(make("th", "", say(name)), "col"));
  shown.append(make("thead"), make("tbody"));
  shown.tHead.append(head);
  for (const row of seen.by[key]) {
    const line = make("tr");
    const first = scoped(make("th", "", named(key, row[key])), "row");
    if (key === "rule" && named(key, row.rule) !== row.rule) first.append(make("small", "", row.rule));
    line.append(first, ...cells.map((name) => make("td", "", number(row[name]))));
    shown.tBodies[0].append(line);
  }
  box.append(shown);
  return box;
}

function scoped(node, scope) {
  node.scope = scope;
  return node;
}

/** What people call a rule, scene or channel. */
function named(key, name) {
  if (name === null) return say("none_named");
  if (key === "channel" && known(`channel_${name}`)) return say(`channel_${name}`);
  return seen.titles[`${key}s`]?.[name]?.[spoken()] ?? name;
}

function save(key) {
  const { cells } = PARTS[key];
  const ids = key === "rule" ? ["rule_id"] : [];
  const head = [key, ...ids, ...cells].map((name) => say(name));
  const rows = seen.by[key].map((row) => [named(key, row[key]), ...ids.map(() => row.rule), ...cells.map((name) => row[name])]);
  download(`tonecheck-${key}-${seen.from}-${seen.to}.csv`, csv(head, rows));
}

start();
