// The service worker: the only part that knows the token and speaks to the server.

import { Breaker } from "./breaker.js";
import { check, health, tell } from "./client.js";
import { messages } from "./language.js";
import { covers, settings } from "./settings.js";
import * as spool from "./spool.js";

const CONTENT = ["text", "sites", "editors", "verdicts", "style", "layer", "panel", "view", "press", "outcomes", "gate", "main"]
  .map((name) => `content/${name}.js`);

const breaker = new Breaker();
let registering = Promise.resolve();

// Content scripts live beside strangers' code: they ask for what they need and never read the token.
chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

const ANSWERS = {
  hello: async (_, sender) => {
    const chosen = await settings();
    const bundled = await (await fetch(chrome.runtime.getURL("sites.json"))).json();
    const { locale, messages: texts } = await messages(chosen.lang);
    const origin = originOf(sender);
    return {
      // A frame without an origin of its own runs only where its page was chosen.
      active: !origin.includes("://") || chosen.sites.some((site) => covers(site, origin)),
      locale,
      texts,
      sites: [...chosen.selectors, ...bundled.sites],
      generic: bundled.generic,
      on_warn: chosen.on_warn,
      on_failure: chosen.on_failure,
    };
  },
  check: async ({ text, intent, ack }) => {
    const chosen = await settings();
    const answer = await check(chosen, breaker, { text, intent, ack });
    if (answer.kind === "verdict") spool.deliver((outcome) => tell(chosen, outcome));
    return answer;
  },
  outcome: async ({ id, outcome }) => {
    await spool.queue({ id, outcome });
    const chosen = await settings();
    if (!breaker.open) await spool.deliver((waiting) => tell(chosen, waiting));
  },
  bypassed: ({ reason, length }, sender) => spool.note({ site: originOf(sender), reason, length }),
};

// Asked by the extension's own pages alone.
const OWN = {
  health: async () => health(await settings()),
  apply: async () => {
    breaker.reset();
    await register();
    await broadcast();
  },
  inject: async ({ tab }) => {
    await chrome.scripting.executeScript({ target: { tabId: tab, allFrames: true }, files: CONTENT });
  },
};

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id) return false;
  const own = sender.url?.startsWith(chrome.runtime.getURL("")) ? OWN[message.type] : undefined;
  const answer = own ?? ANSWERS[message.type];
  if (!answer) return false;
  Promise.resolve(answer(message, sender)).then(
    (value) => reply(value ?? null),
    (error) => reply({ kind: "failure", reason: "down", detail: error.message }),
  );
  return true;
});

chrome.runtime.onInstalled.addListener(register);
chrome.runtime.onStartup.addListener(register);
// An administrator may change the sites at any time.
chrome.storage.onChanged.addListener((_, area) => {
  if (area === "managed") register().then(broadcast);
});

/** Content scripts run on the chosen sites and nowhere else. */
function register() {
  registering = registering.then(registerNow, registerNow);
  return registering;
}

async function registerNow() {
  const { sites } = await settings();
  const old = await chrome.scripting.getRegisteredContentScripts();
  if (old.length) await chrome.scripting.unregisterContentScripts({ ids: old.map(({ id }) => id) });
  if (!sites.length) return;
  await chrome.scripting.registerContentScripts([
    { id: "tonecheck", js: CONTENT, matches: sites, allFrames: true, matchOriginAsFallback: true, runAt: "document_start" },
  ]);
}

/** Open pages learn of new settings without a reload. */
async function broadcast() {
  for (const { id } of await chrome.tabs.query({})) chrome.tabs.sendMessage(id, { type: "settings" }).catch(() => {});
}

function originOf(sender) {
  return sender.origin ?? (sender.url ? new URL(sender.url).origin : "");
}
