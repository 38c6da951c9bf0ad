// What a page may keep: choices and a token, never a text. A browser that keeps nothing is no fault.

/** What was kept under that name, or null. `where` is "localStorage", or "sessionStorage" for this tab alone. */
export function kept(where, name) {
  try {
    return window[where].getItem(name);
  } catch {
    return fallback.get(name) ?? null;
  }
}

/** Keeps a value under that name; where the browser refuses, until the page is left. */
export function keep(where, name, value) {
  try {
    window[where].setItem(name, value);
  } catch {
    fallback.set(name, value);
  }
}

const fallback = new Map();
