// What the user, the packager and the administrator chose; later ones go first.

export const DEFAULTS = Object.freeze({
  server: "http://127.0.0.1:8765",
  token: "",
  sites: [],
  selectors: [],
  on_warn: "ask",
  on_failure: "open",
  lang: "auto",
  scene: "",
  sender: "",
});

const CHOICES = {
  on_warn: ["ask", "pass", "rewrite"],
  on_failure: ["open", "closed"],
  lang: ["auto", "zh_CN", "zh_TW", "en"],
};

// For some seconds after its start a browser does not know its policies; a message cannot wait for them.
const POLICY_WAIT = 100;
let policies = null;

/** The settings in force; right after the browser's start with the policies of last time. */
export async function settings() {
  return merged(await Promise.race([managed(), kept()]));
}

/** The settings in force, however long the browser takes to know its policies. */
export async function settledSettings() {
  return merged(await managed());
}

/** Names of the settings that an administrator has fixed. */
export async function fixed() {
  return Object.keys(await managed());
}

/** An administrator has changed something. */
export function forgetPolicies() {
  policies = null;
}

async function merged(byPolicy) {
  const [packed, local] = await Promise.all([packaged(), chrome.storage.local.get("settings")]);
  return { ...DEFAULTS, ...packed, ...local.settings, ...byPolicy };
}

function managed() {
  policies ??= chrome.storage.managed.get(null).then(keep, () => ({}));
  return policies;
}

async function keep(known) {
  const { managed: before } = await chrome.storage.local.get("managed");
  if (JSON.stringify(before ?? {}) !== JSON.stringify(known)) await chrome.storage.local.set({ managed: known });
  return known;
}

async function kept() {
  await new Promise((resolve) => setTimeout(resolve, POLICY_WAIT));
  return (await chrome.storage.local.get("managed")).managed ?? {};
}

/** Keeps the user's choices; only known names are taken. */
export async function save(choices) {
  const known = Object.fromEntries(Object.entries(choices).filter(([name]) => name in DEFAULTS));
  await chrome.storage.local.set({ settings: known });
}

/** The settings as they can be kept, or the first fault as {field, code, detail}. */
export function parsed(form) {
  const server = serverOf(form.server);
  if (!server) return { fault: { field: "server", code: "fault_server" } };
  const sites = [];
  for (const line of form.sites.split(/\s+/u).filter(Boolean)) {
    const site = sitePattern(line);
    if (!site) return { fault: { field: "sites", code: "fault_site", detail: line } };
    if (!sites.includes(site)) sites.push(site);
  }
  const { selectors, fault } = selectorsOf(form.selectors);
  if (fault) return { fault: { field: "selectors", code: "fault_selectors", detail: fault } };
  for (const [name, known] of Object.entries(CHOICES)) {
    if (!known.includes(form[name])) return { fault: { field: name, code: "fault_choice", detail: String(form[name]) } };
  }
  const { on_warn, on_failure, lang } = form;
  const [token, scene, sender] = [form.token, form.scene, form.sender].map((value) => value.trim());
  return { settings: { server, token, sites, selectors, on_warn, on_failure, lang, scene, sender } };
}

/** Match pattern of a site: https://chat.example.com/* from an address or from the pattern itself; null if it is neither. */
export function sitePattern(address) {
  const parts = /^(https?):\/\/(\*\.)?([^/*\s]+)(\/.*)?$/u.exec(address.includes("://") ? address : `https://${address}`);
  if (!parts) return null;
  try {
    const url = new URL(`${parts[1]}://${parts[3]}/`);
    return url.username || url.password ? null : `${parts[1]}://${parts[2] ?? ""}${url.host}/*`;
  } catch {
    return null;
  }
}

/** Whether a match pattern of ours covers an origin. */
export function covers(pattern, origin) {
  const [, scheme, wild, host] = /^(https?):\/\/(\*\.)?(.+)\/\*$/u.exec(pattern) ?? [];
  const name = origin.slice(`${scheme}://`.length);
  return origin.startsWith(`${scheme}://`) && (name === host || (Boolean(wild) && name.endsWith(`.${host}`)));
}

/** Match pattern for asking leave to reach the server. */
export function serverPattern(server) {
  const { protocol, hostname } = new URL(server);
  return `${protocol}//${hostname}/*`;
}

/** Why a list of site descriptions cannot be used; null where it can. */
export function selectorFault(entries) {
  if (!Array.isArray(entries)) return "[…]";
  for (const [index, entry] of entries.entries()) {
    for (const name of ["editor", "send", "hosts"]) {
      const value = entry?.[name] ?? (name === "editor" ? null : []);
      if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) return `[${index}].${name}`;
    }
    if (!["sends", "newline", "ctrl", "auto", undefined].includes(entry.enter)) return `[${index}].enter`;
  }
  return null;
}

function selectorsOf(text) {
  if (!text.trim()) return { selectors: [] };
  try {
    const selectors = JSON.parse(text);
    return { selectors, fault: selectorFault(selectors) };
  } catch (error) {
    return { fault: error.message };
  }
}

function serverOf(address) {
  try {
    const url = new URL(address.trim());
    const plain = !url.username && !url.password && !url.search && !url.hash;
    return plain && /^https?:$/u.test(url.protocol) ? url.href.replace(/\/+$/u, "") : null;
  } catch {
    return null;
  }
}

async function packaged() {
  // A firm's own package carries its server and sites: see pack.py.
  try {
    return await (await fetch(chrome.runtime.getURL("defaults.json"))).json();
  } catch {
    return {};
  }
}
