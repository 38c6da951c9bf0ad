// Tells the server what became of a check: sent, taken, edited, overridden, cancelled; what went unchecked goes to the spool.

(() => {
  const { tonecheck } = globalThis;
  // The last check that held a message, {id, text, reply}: its end is told when that message goes, or when it is given up.
  let held = null;
  const waiting = new Set();

  const tell = (id, outcome) => tonecheck.send({ type: "outcome", id, outcome });

  /** A message was held by this verdict. */
  const heldBy = (answer, text) => {
    held = { id: answer.id, text, reply: null };
  };

  /** A reply was put in the place of what is held. */
  const taken = (reply) => {
    if (held) held.reply = reply;
  };

  /** The text left the editor. */
  const sent = (text, answer) => {
    if (held && held.text !== text) tell(held.id, held.reply !== null && tonecheck.fills(held.reply, text) ? "taken" : "edited");
    held = null;
    if (answer?.id) tell(answer.id, "sent");
  };

  /** The sender confirmed the warning, and the text left. */
  const overridden = (answer) => {
    held = null;
    tell(answer.id, "overridden");
  };

  /** The draft was given up. */
  const cancelled = () => {
    if (held) tell(held.id, "cancelled");
    held = null;
  };

  /** Went without a verdict: a line for the spool, never the text. */
  const bypassed = (text, reason) => {
    held = null;
    tonecheck.send({ type: "bypassed", reason, length: [...text].length });
  };

  /** Calls back once the text has left the editor: within three seconds, or when the page is left; else `otherwise`. */
  const whenGone = (editor, text, then, otherwise = () => {}) => {
    const watch = { editor, text, then, left: [0, 50, 100, 250, 600, 1000, 1000] };
    const look = () => {
      if (!waiting.has(watch)) return;
      if (gone(editor, text)) end(watch);
      else if (watch.left.length) setTimeout(look, watch.left.shift());
      else if (waiting.delete(watch)) otherwise();
    };
    waiting.add(watch);
    setTimeout(look, watch.left.shift());
  };

  /** Whether this text is being watched already: one sending, however many events it is made of. */
  const watched = (editor, text) => [...waiting].some((watch) => watch.editor === editor && watch.text === text);

  const end = (watch) => {
    waiting.delete(watch);
    watch.then();
  };

  // A line break put into the draft is no sending.
  const gone = (editor, text) => {
    const now = editor.isConnected ? tonecheck.read(editor) : "";
    return now !== text && now.replaceAll("\n", "") !== text.replaceAll("\n", "") && !now.startsWith(text);
  };

  const leave = () => {
    for (const watch of waiting) end(watch);
    cancelled();
  };

  tonecheck.outcomes = { heldBy, taken, sent, overridden, cancelled, bypassed, whenGone, watched, leave };
})();
