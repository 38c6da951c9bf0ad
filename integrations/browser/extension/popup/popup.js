// The toolbar button: whether this site is checked, and whether the server answers.

import { fill, messages } from "../background/language.js";
import { fixed, save, settledSettings, sitePattern } from "../background/settings.js";

const byId = (name) => document.getElementById(name);

async function show() {
  const chosen = await settledSettings();
  const { locale, messages: texts } = await messages(chosen.lang);
  document.documentElement.lang = locale.replace("_", "-");
  fill(document, texts);
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const site = tab?.url ? sitePattern(tab.url) : null;
  const on = chosen.sites.includes(site);
  byId("site").textContent = texts[site ? (on ? "popup_on" : "popup_off") : "popup_none"];
  const bound = (await fixed()).includes("sites");
  Object.assign(byId("switch"), { hidden: !site || bound, textContent: texts[on ? "popup_disable" : "popup_enable"] });
  byId("switch").onclick = () => change(chosen, site, on);
  if (bound) byId("site").textContent += texts.popup_fixed;
  const state = await chrome.runtime.sendMessage({ type: "health" });
  byId("server").className = state === "ready" ? "state good" : "state bad";
  byId("server").textContent = state === "ready" ? texts.ready : texts.not_ready.replace("$1", texts[`reason_${state}`]);
}

async function change(chosen, site, on) {
  // Asked at once: the browser asks only within a click.
  if (!on && !(await chrome.permissions.request({ origins: [site] }))) return;
  await save({ ...chosen, sites: on ? chosen.sites.filter((one) => one !== site) : [...chosen.sites, site] });
  await chrome.runtime.sendMessage({ type: "apply" });
  await show();
}

byId("options").addEventListener("click", () => chrome.runtime.openOptionsPage());
show();
