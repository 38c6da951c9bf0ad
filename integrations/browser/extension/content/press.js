// Sends again what was held: a synthetic Enter, a click, a submit.

(() => {
  const { tonecheck } = globalThis;
  const pressing = { now: false };

  /** Repeats what the person did, on the elements that stand there now; whether it was taken, "line" where it made a line. */
  const press = async ({ trigger, entry }, editor, text) => {
    if (trigger.kind === "enter") return pressEnter(trigger, entry, editor, text);
    const target = trigger.kind === "click" ? tonecheck.redrawnButton(trigger.button, editor) : trigger.form;
    if (!target) return false;
    during(() => (trigger.kind === "click" ? click(target) : target.requestSubmit(trigger.submitter)));
    return true;
  };

  const click = (button) => {
    // A page that sends at the pressing of the button never saw it pressed: it was held there.
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup"]) {
      const Kind = type.startsWith("pointer") ? PointerEvent : MouseEvent;
      button.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, composed: true, view: window }));
    }
    button.click();
  };

  const pressEnter = async (trigger, entry, editor, text) => {
    editor.focus();
    const taken = during(() => key("keydown", trigger, editor) || key("keypress", trigger, editor));
    during(() => key("keyup", trigger, editor));
    if (taken || tonecheck.read(editor) !== text) return true;
    // Some pages act a moment later, without claiming the key.
    await new Promise((resolve) => setTimeout(resolve, 60));
    if (!editor.isConnected || tonecheck.read(editor) !== text) return true;
    // Where Enter is known to send, the page wants a real one.
    return entry.enter !== "sends" && enterByDefault(editor);
  };

  const key = (type, { mods }, editor) => {
    const options = { key: "Enter", code: "Enter", keyCode: 13, which: 13, charCode: type === "keypress" ? 13 : 0 };
    return !editor.dispatchEvent(new KeyboardEvent(type, { ...options, ...mods, bubbles: true, cancelable: true, composed: true }));
  };

  // Nobody took the key, so it means what it means to a browser; a synthetic one does nothing by itself.
  const enterByDefault = (editor) => {
    if (editor instanceof HTMLInputElement) {
      if (editor.form) during(() => editor.form.requestSubmit());
      return Boolean(editor.form);
    }
    const before = tonecheck.read(editor);
    if (tonecheck.isField(editor)) document.execCommand("insertText", false, "\n");
    else document.execCommand("insertParagraph");
    return editor.isConnected && tonecheck.read(editor).startsWith(before) ? "line" : true;
  };

  const during = (act) => {
    pressing.now = true;
    try {
      return act();
    } finally {
      pressing.now = false;
    }
  };

  Object.assign(tonecheck, { press, pressing });
})();
