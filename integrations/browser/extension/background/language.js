// Messages in the language that was chosen, which need not be the browser's.

const loaded = new Map();

/** The folder of _locales for a choice: "auto" follows the browser. */
export function localeOf(lang, browser = chrome.i18n.getUILanguage()) {
  if (lang !== "auto") return lang;
  if (/^zh-(TW|HK|MO|Hant)/iu.test(browser)) return "zh_TW";
  return /^zh/iu.test(browser) ? "zh_CN" : "en";
}

/** Names to messages of that locale. */
export async function messages(lang) {
  const locale = localeOf(lang);
  if (!loaded.has(locale)) {
    const entries = await (await fetch(chrome.runtime.getURL(`_locales/${locale}/messages.json`))).json();
    loaded.set(locale, Object.fromEntries(Object.entries(entries).map(([name, { message }]) => [name, message])));
  }
  return { locale, messages: loaded.get(locale) };
}

/** Fills the elements of an extension page that carry data-t with their messages. */
export function fill(page, texts) {
  for (const element of page.querySelectorAll("[data-t]")) element.textContent = texts[element.dataset.t];
  for (const element of page.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", texts[element.dataset.tLabel]);
}
