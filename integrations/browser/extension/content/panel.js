// The panel: why the message was held, how the customer may take it, what to say instead.

(() => {
  const { tonecheck } = globalThis;
  const { element, t } = tonecheck;
  const SHOWN = 3;
  // In a low window the replies come first: the reasons are a touch away.
  const LOW = 480;
  const WIDTH = 460;
  let shown = null;

  /**
   * Opens the panel at an editor. `view` has title, soft (a warning), findings, replies, lines of text, and what to do:
   * take(reply), anyway() or null, again() or null, closed().
   */
  const open = (editor, view) => {
    close();
    const box = element("section", {
      className: view.soft ? "panel warn" : "panel", role: "alertdialog", tabindex: "-1",
      "aria-labelledby": "title", "aria-describedby": "why", on: { keydown: onKey },
    }, head(view), body(view), foot(view));
    shown = { box, editor, view };
    tonecheck.remove("hint");
    tonecheck.layer(editor).append(box);
    place();
    box.focus({ preventScroll: true });
  };

  /** Closes without a choice: the person goes on writing. */
  const dismiss = () => {
    if (!shown) return;
    const { view } = shown;
    close();
    view.closed();
  };

  const close = () => {
    shown = null;
    tonecheck.remove("panel");
  };

  const onKey = (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dismiss();
  };

  const act = (then) => () => {
    close();
    then();
  };

  const head = (view) =>
    element("header", {},
      element("span", { className: "mark", "aria-hidden": "true" }),
      element("h2", { id: "title", text: view.title }),
      element("button", { className: "close", type: "button", text: "×", "aria-label": t("close"), on: { click: dismiss } }));

  const body = (view) => {
    const why = element("div", { id: "why" }, ...view.lines.map((text) => element("p", { text })));
    const most = innerHeight < LOW ? 1 : 2;
    const [first, more] = [view.findings.slice(0, most), view.findings.slice(most)];
    why.append(...first.map(finding));
    if (more.length) why.append(folded(t("more_findings", more.length), ...more.map(finding)));
    return element("div", { className: "body" }, why, view.replies.length ? offered(view) : null);
  };

  const finding = ({ severity, excerpt, message, impact }) =>
    element("div", { className: severity === "error" ? "finding" : "finding soft" },
      element("p", { className: "excerpt", text: excerpt }),
      element("p", { text: message }),
      impact ? element("p", { className: "impact" }, element("b", { text: t("impact") }), ` ${impact}`) : null);

  const offered = (view) => {
    const [first, more] = [view.replies.slice(0, SHOWN), view.replies.slice(SHOWN)];
    const list = (replies) => element("ul", { className: "replies" }, ...replies.map((one) => element("li", {}, reply(one, view))));
    return element("div", {}, element("h3", { text: t("instead") }), list(first),
      more.length ? folded(t("more_replies", more.length), list(more)) : null);
  };

  const reply = (one, view) =>
    element("button", { className: "reply", type: "button", on: { click: act(() => view.take(one)) } },
      one.instead ? element("span", { className: "instead", text: t("replaces", shortened(one.instead)) }) : null,
      element("span", { className: "say", text: one.shown }),
      element("span", { className: "take", text: t(one.complete ? "take" : "take_open") }));

  const shortened = (text) => (text.length > 28 ? `${text.slice(0, 14)}…${text.slice(-10)}` : text);

  const folded = (title, ...children) =>
    element("details", { on: { toggle: place } }, element("summary", { text: title }), ...children);

  const foot = (view) =>
    element("footer", {},
      view.anyway ? element("button", { className: "anyway", type: "button", text: t("anyway"), on: { click: act(view.anyway) } }) : null,
      view.again ? element("button", { className: "again", type: "button", text: t("again"), on: { click: act(view.again) } }) : null,
      element("button", { className: "back", type: "button", text: t("back"), on: { click: dismiss } }));

  /** Above the editor where there is room, else below it, else over the page; never outside the window. */
  function place() {
    if (!shown) return;
    const { box, editor } = shown;
    const at = editor.getBoundingClientRect();
    const width = Math.min(WIDTH, innerWidth - 16);
    const [above, below] = [at.top - 16, innerHeight - at.bottom - 16];
    const room = Math.max(above, below) < 220 ? innerHeight - 16 : Math.max(above, below);
    Object.assign(box.style, { width: `${width}px`, maxHeight: `${Math.min(room, 560)}px` });
    const { height } = box.getBoundingClientRect();
    const top = above >= Math.min(height, room) || above >= below ? at.top - height - 8 : at.bottom + 8;
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    box.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  }

  addEventListener("resize", place);

  tonecheck.panel = { open, close, dismiss, isOpen: () => shown !== null, focus: () => shown?.box.focus() };
})();
