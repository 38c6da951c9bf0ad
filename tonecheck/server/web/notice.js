// The plain notice when there is no verdict, and the form for a token.
import { hasToken, useToken } from "./client.js";
import { known, number, say } from "./language.js";

const box = document.getElementById("notice");
const form = document.getElementById("token-form");
const token = document.getElementById("token");

let shown = null;

/** Says what went wrong; `again` is called when somebody wants to try now. `page` prefixes words that a page has of its own. */
export function tellTrouble(trouble, limit, again, page = "") {
  if (trouble.reason === "token") {
    form.hidden = false;
    if (hasToken()) put("token_wrong");
    else hide();
    return;
  }
  const values = { busy: [trouble.wait], long: [number(limit)], refused: [trouble.message] }[trouble.reason] ?? [];
  put(known(page + trouble.reason) ? page + trouble.reason : trouble.reason, ...values);
  if (!["long", "refused"].includes(trouble.reason)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = say("again");
    button.addEventListener("click", again);
    box.append(" ", button);
  }
}

/** Takes notice and form away. */
export function settle() {
  form.hidden = true;
  hide();
}

/** Calls back when a token was entered. */
export function onToken(entered) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    useToken(token.value.trim());
    token.value = "";
    entered();
  });
}

function put(key, ...values) {
  const text = say(key, ...values);
  // Said once: a screen reader would read an equal notice again.
  if (text !== shown) {
    shown = text;
    box.replaceChildren(text);
  } else {
    box.querySelector("button")?.remove();
  }
  box.hidden = false;
}

function hide() {
  shown = null;
  box.hidden = true;
  box.replaceChildren();
}
