// The service worker: the only part that knows the token and speaks to the server.

import { Breaker } from "./breaker.js";
import { check, health, tell } from "./client.js";
import { messages } from "./language.js";
import { covers, forgetPolicies, settings, settledSettings } from "./settings.js";
import * as spool from "./spool.js";

const CONTENT = ["text", "sites", "editors", "verdicts", "style", "layer", "panel", "view", "press", "outcomes", "lines", "gate", "main"]
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
    await begin();
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

// These wake the worker; what it does then is the same for each.
chrome.runtime.onInstalled.addListener(beginOnce);
chrome.runtime.onStartup.addListener(beginOnce);
beginOnce();
// An administrator may change the sites at any time.
chrome.storage.onChanged.addListener((_, area) => {
  if (area !== "managed") return;
  forgetPolicies();
  begin();
});

/** Once for every start of the browser or of the extension, not for every waking of the worker. */
async function beginOnce() {
  const { begun } = await chrome.storage.session.get("begun");
  if (begun) return;
  await chrome.storage.session.set({ begun: true });
  await begin();
}

/** Puts the settings in force: first those that are known at once, then those that the policies say. */
async function begin() {
  const chosen = await settings();
  await register(chosen.sites);
  const settled = await settledSettings();
  if (`${settled.sites}` !== `${chosen.sites}`) await register(settled.sites);
  await Promise.all((await openPages(settled.sites)).map(({ id }) => inject(id)));
  await broadcast();
}

/** Content scripts run on the chosen sites and nowhere else. */
function register(sites) {
  const now = () => registerNow(sites);
  registering = registering.then(now, now);
  return registering;
}

async function registerNow(sites) {
  const old = await chrome.scripting.getRegisteredContentScripts();
  if (old.length) await chrome.scripting.unregisterContentScripts({ ids: old.map(({ id }) => id) });
  if (!sites.length) return;
  await chrome.scripting.registerContentScripts([
    { id: "tonecheck", js: CONTENT, matches: sites, allFrames: true, matchOriginAsFallback: true, runAt: "document_start" },
  ]);
}

function openPages(sites) {
  return sites.length ? chrome.tabs.query({ url: sites }) : [];
}

/** A page that was open before gets its scripts too, once. */
async function inject(tabId) {
  const target = { tabId, allFrames: true };
  try {
    const frames = await chrome.scripting.executeScript({ target, func: () => Boolean(globalThis.tonecheck?.started) });
    const frameIds = frames.filter(({ result }) => !result).map(({ frameId }) => frameId);
    if (frameIds.length) await chrome.scripting.executeScript({ target: { tabId, frameIds }, files: CONTENT });
  } catch {
    // A page that is just going, or that the browser keeps for itself.
  }
}

/** Open pages learn of new settings without a reload. */
async function broadcast() {
  for (const { id } of await chrome.tabs.query({})) chrome.tabs.sendMessage(id, { type: "settings" }).catch(() => {});
}

function originOf(sender) {
  return sender.origin ?? (sender.url ? new URL(sender.url).origin : "");
}
