// The list of what was found: reason, the customer's likely reaction, and replies to take over.
import { TAGS, say, spoken } from "./language.js";

const box = document.getElementById("cards");
const LANGUAGE = { hans: "zh-Hans", hant: "zh-Hant" };

/** Lists findings, `{finding, span, replies: [{text, complete, span, old}]}`; `act` has show(n) and take(n, m). */
export function list(found, script, act) {
  const lang = LANGUAGE[script] ?? "zh";
  box.replaceChildren(...found.map((one, n) => card(one, n, found, lang, act)));
}

/** The card of that number is the one that the caret stands in. */
export function point(n) {
  for (const [m, node] of [...box.children].entries()) {
    if (m === n) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
}

function card({ finding, replies }, n, found, lang, act) {
  const item = make("li", `card ${finding.severity}`);
  const head = make("h3", "card-head");
  const where = make("button", "where", finding.excerpt ? `「${finding.excerpt}」` : say("missing"));
  where.type = "button";
  where.lang = finding.excerpt ? lang : TAGS[spoken()];
  where.title = finding.excerpt ? say("show", finding.excerpt) : say("missing");
  where.addEventListener("click", () => act.show(n));
  head.append(where, make("span", "badge", say(finding.severity)));
  item.append(head, make("p", "message", finding.message));
  if (finding.impact) {
    const impact = make("p", "impact");
    impact.append(make("b", "", say("impact")), " ", finding.impact);
    item.append(impact);
  }
  if (replies.length && !repeated(n, found)) item.append(...answers(finding, replies, n, lang, act));
  else item.append(...beside(finding, found));
  return item;
}

function answers(finding, replies, n, lang, act) {
  const title = make("h4", "say", say("instead"));
  const [{ old }] = replies;
  const parts = [title];
  if (old && old !== finding.excerpt && replies.every((reply) => reply.old === old)) {
    parts.push(make("p", "help", say("replaces", old)));
  }
  const rows = make("ul", "replies");
  for (const [m, reply] of replies.entries()) {
    const button = make("button", reply.complete ? "reply" : "reply open");
    button.type = "button";
    const text = make("span", "", reply.text);
    text.lang = lang;
    button.append(make("span", "unseen", say(reply.complete ? "take" : "take_open")), text);
    button.addEventListener("click", () => act.take(n, m));
    const row = make("li");
    row.append(button);
    rows.append(row);
  }
  parts.push(rows);
  return parts;
}

// One reply may answer several findings; it stands with the first of them.
function repeated(n, found) {
  const same = JSON.stringify(found[n].finding.suggestions);
  return found.slice(0, n).some(({ finding }) => JSON.stringify(finding.suggestions) === same);
}

function beside(finding, found) {
  const other = found.find(({ finding: one, replies }) => one !== finding && replies.some(({ place }) =>
    place.start <= finding.span.start && finding.span.end <= place.end));
  return other?.finding.excerpt ? [make("p", "help", say("together", other.finding.excerpt))] : [];
}

function make(name, kind = "", text = "") {
  const node = document.createElement(name);
  if (kind) node.className = kind;
  if (text) node.textContent = text;
  return node;
}
