// Where Enter makes a line and does not send: nobody wants to be held there.

(() => {
  const { tonecheck } = globalThis;
  const lines = new WeakSet();
  // The last Enter that went by itself: {editor, text, made}; `made` once the browser has put a line break in.
  let went = null;

  /** A plain Enter goes by itself, with this text in the editor: what it does is seen by what follows. */
  const enterGoes = (editor, text) => {
    went = { editor, text, made: false };
  };

  /** Something came into the editor. A line break alone says nothing: a page may still send at the end of the key. */
  const lineSeen = (event, editor) => {
    if (went?.editor !== editor) return;
    const now = tonecheck.read(editor);
    const broken = ["insertLineBreak", "insertParagraph"].includes(event.inputType) && bare(now) === bare(went.text);
    if (broken && event.isTrusted && !went.made) went.made = true;
    else settle(now);
  };

  /** Whether a plain Enter makes a line here; should it send after all, the next one is held again. */
  const makesLine = (editor, { repeat }) => {
    const now = tonecheck.read(editor);
    if (went?.made && went.editor === editor && !repeat) settle(now);
    if (!lines.has(editor)) return false;
    enterGoes(editor, now);
    return true;
  };

  // Written on, and the text with its new line stands there still: nothing was sent.
  const settle = (now) => {
    const { editor, text, made } = went;
    went = null;
    if (made && breaks(now) > breaks(text) && holds(bare(now), bare(text))) lines.add(editor);
    else lines.delete(editor);
  };

  const bare = (text) => text.replaceAll("\n", "");
  const breaks = (text) => text.length - bare(text).length;

  /** Whether that text stands there, with at most one piece put in. */
  const holds = (now, text) => {
    let before = 0;
    while (before < text.length && now[before] === text[before]) before += 1;
    return now.length >= text.length && now.endsWith(text.slice(before));
  };

  Object.assign(tonecheck, { enterGoes, lineSeen, makesLine });
})();
