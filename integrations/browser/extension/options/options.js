// The options page: settings are taken whole or refused with the one field that is wrong.

import { fill, messages } from "../background/language.js";
import { fixed, parsed, save, serverPattern, settledSettings } from "../background/settings.js";
import { clear, lines } from "../background/spool.js";

const FIELDS = ["server", "token", "sender", "scene", "sites", "selectors", "on_warn", "on_failure", "lang"];
const LATEST = 20;
const field = (name) => document.getElementById(name);
let texts = {};

const t = (name, value = "") => texts[name].replace("$1", value);

async function show() {
  const chosen = await settledSettings();
  const language = await messages(chosen.lang);
  texts = language.messages;
  document.documentElement.lang = language.locale.replace("_", "-");
  fill(document, texts);
  for (const name of FIELDS) field(name).value = written(name, chosen[name]);
  const names = await fixed();
  for (const name of names) if (field(name)) field(name).disabled = true;
  field("fixed").hidden = !names.length;
  await showSpool();
}

function written(name, value) {
  if (name === "sites") return value.map((site) => site.replace(/\/\*$/u, "")).join("\n");
  if (name === "selectors") return value.length ? JSON.stringify(value, null, 2) : "";
  return value;
}

async function submit(event) {
  event.preventDefault();
  const form = Object.fromEntries(FIELDS.map((name) => [name, field(name).value]));
  const { settings: chosen, fault } = parsed(form);
  for (const name of FIELDS) field(name).removeAttribute("aria-invalid");
  if (fault) {
    field(fault.field).setAttribute("aria-invalid", "true");
    field(fault.field).focus();
    return say("bad", t(fault.code, fault.detail));
  }
  // Before anything else is awaited: the browser asks only within a click.
  const refused = await allowed([serverPattern(chosen.server), ...chosen.sites]);
  await save(chosen);
  await chrome.runtime.sendMessage({ type: "apply" });
  await show();
  return refused.length ? say("bad", t("saved_refused", refused.join(" "))) : say("good", t("saved"));
}

/** Asks for leave to these addresses in one question; gives back those without it. */
async function allowed(origins) {
  await chrome.permissions.request({ origins }).catch(() => false);
  const answers = await Promise.all(origins.map((origin) => chrome.permissions.contains({ origins: [origin] })));
  return origins.filter((_, index) => !answers[index]);
}

async function test() {
  say("", "…");
  const state = await chrome.runtime.sendMessage({ type: "health" });
  if (state === "ready") say("good", t("ready"));
  else say("bad", t("not_ready", t(`reason_${state}`)));
}

function say(kind, text) {
  field("state").className = `state ${kind}`;
  field("state").textContent = text;
}

async function showSpool() {
  const all = await lines();
  field("spool-count").textContent = t("spool_count", all.length);
  field("spool").hidden = !all.length;
  field("spool-save").disabled = field("spool-clear").disabled = !all.length;
  const rows = all.slice(-LATEST).reverse().map(({ at, site, reason, length }) => {
    const row = document.createElement("tr");
    for (const value of [new Date(at).toLocaleString(), site, t(`reason_${reason}`), length]) row.insertCell().textContent = value;
    return row;
  });
  field("spool").tBodies[0].replaceChildren(...rows);
}

async function saveSpool() {
  const text = (await lines()).map((line) => `${JSON.stringify(line)}\n`).join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  link.download = "tonecheck-spool.jsonl";
  link.click();
  URL.revokeObjectURL(link.href);
}

field("form").addEventListener("submit", submit);
field("test").addEventListener("click", test);
field("spool-save").addEventListener("click", saveSpool);
field("spool-clear").addEventListener("click", () => clear().then(showSpool));
show();
