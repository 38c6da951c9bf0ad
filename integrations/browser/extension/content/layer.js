// The one element of ours in a page: a shadow root in the top layer, with panel, notice and hint in it.

(() => {
  const { tonecheck } = globalThis;
  const NOTICE_FOR = 7000;
  // Keys and clicks in the panel are nobody else's.
  const OURS = ["keydown", "keypress", "keyup", "beforeinput", "input", "pointerdown", "mousedown", "pointerup", "mouseup", "click",
    "dblclick", "contextmenu", "touchstart", "touchend", "focusin", "focusout", "wheel", "paste", "copy"];
  let host = null;
  let noticed = 0;
  let watching = 0;

  /** An element: tag with classes, text or children, listeners under `on`. */
  const element = (tag, { className = "", text, on = {}, ...attributes } = {}, ...children) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    for (const [type, listener] of Object.entries(on)) made.addEventListener(type, listener);
    made.append(...children.filter(Boolean));
    return made;
  };

  /** The shadow root, near the editor where a modal dialog would make everything else inert. */
  const layer = (editor) => {
    host ??= made();
    const place = editor?.closest?.("dialog[open]") ?? document.body ?? document.documentElement;
    if (host.parentNode !== place) place.append(host);
    if (!host.matches(":popover-open")) host.showPopover();
    return host.shadowRoot;
  };

  const made = () => {
    const one = element("tonecheck-layer", { popover: "manual", lang: (tonecheck.locale ?? "zh_CN").replace("_", "-") });
    const root = one.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tonecheck.css);
    root.adoptedStyleSheets = [sheet];
    for (const type of OURS) one.addEventListener(type, (event) => event.stopPropagation());
    return one;
  };

  const isOurs = (event) => host !== null && event.composedPath().includes(host);

  /** Removes what has that class; the layer goes with the last of it. */
  const remove = (name) => {
    host?.shadowRoot.querySelector(`.${name}`)?.remove();
    if (host && !host.shadowRoot.childElementCount) host.remove();
  };

  /** Says one line for some seconds, without taking the focus. */
  const notice = (text, editor) => {
    clearTimeout(noticed);
    remove("notice");
    const box = element("div", { className: "notice", role: "status" });
    layer(editor).append(box);
    // A live region speaks of what changes in it, not of what it is born with.
    box.textContent = text;
    above(editor, box);
    noticed = setTimeout(remove, NOTICE_FOR, "notice");
  };

  /** A small mark at the editor for as long as the draft stays the same: `open` shows why. */
  const hint = (editor, text, bad, open) => {
    remove("hint");
    const draft = tonecheck.read(editor);
    clearInterval(watching);
    watching = setInterval(() => {
      if (editor.isConnected && tonecheck.read(editor) === draft) return;
      clearInterval(watching);
      remove("hint");
    }, 500);
    const on = { click: open, mousedown: (event) => event.preventDefault() };
    const mark = element("button", { className: bad ? "hint bad" : "hint", type: "button", text, on });
    layer(editor).append(mark);
    above(editor, mark);
  };

  /** Puts it above the editor's right end, where it hides neither the draft nor the button. */
  const above = (editor, mark) => {
    const box = editor.getBoundingClientRect();
    const { width, height } = mark.getBoundingClientRect();
    const top = box.height ? box.top - height - 4 : innerHeight - height - 16;
    mark.style.left = `${Math.max(4, Math.min(box.right || innerWidth, innerWidth) - width - 4)}px`;
    mark.style.top = `${Math.max(4, top)}px`;
  };

  Object.assign(tonecheck, { element, layer, isOurs, remove, notice, hint });
})();
