// A small chat desk in several makes, chosen by ?make=…; what it sends stands in #log.
const query = new URLSearchParams(location.search);
const make = query.get("make") ?? "textarea";
const place = document.getElementById("composer");
const log = document.getElementById("log");
window.composingEnters = 0;

const text = (box) => (box.value ?? box.innerText).trim();
const clear = (box) => { if ("value" in box) box.value = ""; else box.textContent = ""; };

function send(box) {
  const message = text(box);
  if (!message) return;
  const line = document.createElement("li");
  line.textContent = message;
  log.append(line);
  if (make === "late") setTimeout(clear, 150, box);
  else clear(box);
}

const isEnter = (event) => event.key === "Enter" && !event.shiftKey;

function onKey(event) {
  if (!isEnter(event)) return;
  if (event.isComposing) { window.composingEnters += 1; return; }
  event.preventDefault();
  send(event.currentTarget);
}

function draw(old) {
  const editable = ["editable", "plain"].includes(make);
  const box = document.createElement(editable ? "div" : make === "input" ? "input" : "textarea");
  box.id = "box";
  box.setAttribute("aria-label", "回复");
  if (editable) box.contentEditable = make === "plain" ? "plaintext-only" : "true";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "发送";
  if (make === "icon") { button.textContent = "➤"; button.setAttribute("aria-label", "发送"); }
  if (["textarea", "editable", "plain", "late", "icon", "strict-key"].includes(make)) box.addEventListener("keydown", onKey);
  if (make === "keyup") box.addEventListener("keyup", (event) => { if (isEnter(event) && !event.isComposing) send(box); });
  if (make === "trusted") box.addEventListener("keydown", (event) => { if (event.isTrusted) onKey(event); });
  if (make === "redraw") {
    box.addEventListener("keydown", onKey);
    // Drawn anew again and again, as some frameworks do: the text moves into a new element.
    setTimeout(() => draw(box), 120);
    if (old) box.value = old.value;
  }
  if (make === "press") button.addEventListener("mousedown", () => send(document.getElementById("box")));
  else if (make !== "form") button.addEventListener("click", () => send(document.getElementById("box")));
  const frame = document.createElement(make === "form" ? "form" : "div");
  if (make === "form") {
    button.type = "submit";
    frame.addEventListener("submit", (event) => { event.preventDefault(); send(box); });
  }
  frame.append(box, button);
  if (make === "shadow") {
    const host = document.createElement("div");
    host.attachShadow({ mode: "open" }).append(frame);
    box.addEventListener("keydown", onKey);
    button.onclick = () => send(box);
    place.replaceChildren(host);
  } else {
    const focused = old && document.activeElement === old;
    place.replaceChildren(frame);
    if (focused) { box.focus(); box.setSelectionRange?.(box.value.length, box.value.length); }
  }
}

if (query.has("theirs")) {
  const line = document.createElement("li");
  line.className = "theirs";
  line.textContent = query.get("theirs");
  log.append(line);
}
draw();
