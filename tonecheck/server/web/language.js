// The language that a page speaks: chosen, kept, and put into the page.
import { keep, kept } from "./kept.js";
import { WORDS } from "./words.js";

export const LANGUAGES = { "zh-hans": "简体中文", "zh-hant": "繁體中文", en: "English" };
export const TAGS = { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", en: "en" };

const ORDER = Object.keys(LANGUAGES);
const KEPT = "tonecheck.language";

/** The language that was chosen here before, else the first of the browser's that we speak. */
export function preferred() {
  const chosen = kept("localStorage", KEPT);
  if (chosen in LANGUAGES) return chosen;
  for (const tag of navigator.languages.map((name) => name.toLowerCase())) {
    if (/^zh.*(hant|tw|hk|mo)/.test(tag)) return "zh-hant";
    if (tag.startsWith("zh")) return "zh-hans";
    if (tag.startsWith("en")) return "en";
  }
  return "en";
}

let language = preferred();

/** The language that the page speaks. */
export function spoken() {
  return language;
}

/** What the page says for a key, with values filled in. */
export function say(key, ...values) {
  const text = WORDS[key]?.[ORDER.indexOf(language)] ?? key;
  return text.replace(/\$([1-9])/g, (_, n) => String(values[n - 1]));
}

/** True for a key that has words. */
export function known(key) {
  return key in WORDS;
}

/** A whole number as people of that language write it. */
export function number(value) {
  return value.toLocaleString(TAGS[language]);
}

/** Puts the words into the page, fills the switch of languages, and calls back when another is chosen. */
export function speak(changed) {
  const choice = document.getElementById("language");
  for (const [name, title] of Object.entries(LANGUAGES)) choice.add(new Option(title, name));
  choice.value = language;
  choice.addEventListener("change", () => {
    language = choice.value;
    keep("localStorage", KEPT, language);
    fill();
    changed();
  });
  fill();
}

function fill() {
  document.documentElement.lang = TAGS[language];
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = say(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
}
