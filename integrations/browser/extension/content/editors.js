// Reads and fills what a person writes in: textarea, input, editable region.

(() => {
  const { tonecheck } = globalThis;

  const isField = (editor) => editor instanceof HTMLTextAreaElement || editor instanceof HTMLInputElement;

  /** The draft as the person sees it: no filler characters of editors, no blank end. */
  const read = (editor) => {
    if (isField(editor)) return editor.value;
    if (editor.querySelector("[data-slate-placeholder]")) return "";
    return editor.innerText.replaceAll("\u00a0", " ").replace(/[\u200b\ufeff]/gu, "").replace(/\n+$/u, "");
  };

  const alike = (one, other) => one.replace(/\s+/gu, "") === other.replace(/\s+/gu, "");

  /** Puts a text in the place of the whole draft, as if it had been typed; whether that worked. */
  const write = (editor, text) => {
    editor.focus();
    selectAll(editor);
    // The one way that every editor takes as typing, undo included.
    if (text) document.execCommand("insertText", false, text);
    else document.execCommand("delete");
    if (alike(read(editor), text)) return true;
    if (isField(editor)) {
      editor.value = text;
      editor.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertReplacementText", data: text }));
    } else {
      selectAll(editor);
      paste(editor, text);
    }
    return alike(read(editor), text);
  };

  const selectAll = (editor) => {
    if (isField(editor)) editor.select();
    else document.execCommand("selectAll");
  };

  // Editors that draw from a model of their own take a paste where they take no typing.
  const paste = (editor, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    editor.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true, clipboardData }));
  };

  /** Marks the first place where that piece stands, so that typing replaces it. */
  const select = (editor, piece) => {
    editor.focus();
    if (isField(editor)) {
      const start = editor.value.indexOf(piece);
      if (start >= 0) editor.setSelectionRange(start, start + piece.length);
      return;
    }
    const nodes = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const start = nodes.currentNode.data.indexOf(piece);
      if (start < 0) continue;
      getSelection().setBaseAndExtent(nodes.currentNode, start, nodes.currentNode, start + piece.length);
      return;
    }
  };

  Object.assign(tonecheck, { read, write, select, isField });
})();
