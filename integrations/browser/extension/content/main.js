// Listens before the page does, and starts everything.

(() => {
  const { tonecheck } = globalThis;
  if (tonecheck.started) return;
  tonecheck.started = true;
  const { t, verdicts } = tonecheck;

  // The editor written in last, for buttons that stand far from it.
  let last = null;
  let composing = null;
  const key = (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    // An input method takes its own Enter; 229 is how older ones say so.
    if (event.isComposing || event.keyCode === 229 || tonecheck.isOurs(event)) return;
    const found = tonecheck.editorIn(event.composedPath());
    if (!found || !entersSend(found, event)) return;
    const { ctrlKey, metaKey, altKey } = event;
    tonecheck.attempt(event, found, { kind: "enter", mods: { ctrlKey, metaKey, altKey } });
  };

  const entersSend = ({ editor, entry: { enter = "auto" } }, event) => {
    if (event.ctrlKey || event.metaKey) return true;
    return enter === "sends" || (enter === "auto" && !tonecheck.makesLine(editor, event));
  };

  const released = (event) => {
    if (event.key !== "Enter" || !tonecheck.swallowed || tonecheck.pressing.now) return;
    // The page must not see the end of a key whose beginning was held.
    tonecheck.swallowed = false;
    event.stopImmediatePropagation();
  };

  const pressed = (event) => {
    if (event.button || tonecheck.isOurs(event) || tonecheck.pressing.now) return;
    const found = tonecheck.sendIn(event.composedPath(), last);
    // From the first touch on: some pages send before the click.
    if (found) tonecheck.attempt(event, found, { kind: "click", button: found.button });
  };

  const submitted = (event) => {
    const form = event.composedPath()[0];
    const inside = [...(form.querySelectorAll?.("*") ?? [])];
    const found = inside.map((one) => tonecheck.editorIn([one])).find((one) => one && tonecheck.read(one.editor).trim());
    if (found) tonecheck.attempt(event, found, { kind: "submit", form, submitter: event.submitter });
  };

  const typed = (event) => {
    const found = tonecheck.isOurs(event) ? null : tonecheck.editorIn(event.composedPath());
    if (!found) return;
    last = found;
    tonecheck.lineSeen(event, found.editor);
    tonecheck.remove("hint");
    // What an input method is still composing is nobody's draft.
    if (event.isComposing) return;
    tonecheck.edited(found.editor);
    const text = tonecheck.read(found.editor);
    verdicts.askSoon(text, (answer) => warnEarly(found.editor, text, answer));
  };

  const warnEarly = (editor, text, answer) => {
    if (tonecheck.panel.isOpen() || !editor.isConnected || tonecheck.read(editor) !== text) return;
    if (answer.kind !== "verdict" || tonecheck.decision(answer, text) !== "ask") return;
    const place = { editor, root: editor.getRootNode() };
    const take = (reply) => {
      tonecheck.outcomes.heldBy(answer, text);
      tonecheck.fill(place, text, reply);
    };
    const doings = { take, anyway: null, again: null, closed: () => editor.focus() };
    tonecheck.hint(editor, t("hint", answer.findings.length), answer.verdict === "block",
      () => tonecheck.panel.open(editor, tonecheck.view("ask", answer, text, doings)));
  };

  /** Resolves when no input method is composing. */
  tonecheck.composed = () => composing?.done ?? Promise.resolve();

  const compositionBegins = () => {
    if (composing) return;
    composing = {};
    composing.done = new Promise((resolve) => { composing.end = resolve; });
  };

  const compositionEnds = (event) => {
    composing?.end();
    composing = null;
    typed(event);
  };

  const hello = async () => {
    const answer = await tonecheck.bounded(tonecheck.send({ type: "hello" }));
    if (answer.kind !== "failure") Object.assign(tonecheck, answer);
    verdicts.forget();
  };

  // Until the worker has answered: any editor may be one, and everything waits for `ready`.
  const generic = { id: "generic", editor: ["textarea", "[contenteditable]:not([contenteditable=false])"], enter: "auto" };
  Object.assign(tonecheck, { sites: [], generic, on_warn: "ask", on_failure: "open", active: true });
  tonecheck.ready = hello();
  chrome.runtime.onMessage.addListener(({ type }) => { if (type === "settings") tonecheck.ready = hello(); });

  for (const [type, listener] of Object.entries({
    keydown: key, keyup: released, submit: submitted, input: typed, compositionstart: compositionBegins, compositionend: compositionEnds,
    click: pressed, mousedown: pressed, pointerdown: pressed, pagehide: tonecheck.outcomes.leave,
  })) addEventListener(type, (event) => {
    // After an update or a removal of the extension what is left of it in the page keeps still.
    if (tonecheck.active && chrome.runtime?.id) listener(event);
  }, { capture: true });
})();
