// What could not be told to the server, kept on this computer; never the text of a message.

const LINES = 500;
// One writer at a time: storage has no transactions.
let last = Promise.resolve();

/** Adds a line: when, where, why, how long the message was. */
export function note({ site, reason, length }) {
  return changed("spool", (lines) => [...lines, { at: new Date().toISOString(), site, outcome: "bypassed", reason, length }]);
}

/** All lines, oldest first. */
export async function lines() {
  return (await chrome.storage.local.get("spool")).spool ?? [];
}

export function clear() {
  return changed("spool", () => []);
}

/** Keeps an outcome until the server takes it. */
export function queue(outcome) {
  return changed("outcomes", (waiting) => [...waiting, outcome]);
}

/** Tells what waits, in order, until one is not taken. */
export function deliver(tell) {
  return changed("outcomes", async (waiting) => {
    let told = 0;
    while (told < waiting.length && (await tell(waiting[told]))) told += 1;
    return waiting.slice(told);
  });
}

function changed(key, change) {
  last = last.then(async () => {
    const before = (await chrome.storage.local.get(key))[key] ?? [];
    await chrome.storage.local.set({ [key]: (await change(before)).slice(-LINES) });
  }).catch(() => {});
  return last;
}
