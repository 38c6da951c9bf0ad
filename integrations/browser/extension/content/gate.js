// The gate: what is known to be fine goes on by itself; everything else waits for its verdict and is then sent again.

(() => {
  const { tonecheck } = globalThis;
  const { t, verdicts, outcomes, panel } = tonecheck;
  const TWICE = 500;
  const CONFIRMED_FOR = 10_000;

  // The sending that waits: {editor, entry, root, pieces, trigger, asked}. `pieces` are texts whose Enter was pressed meanwhile.
  let held = null;
  // What may go without being held again, for a moment, when the page itself acts late.
  const NOTHING = { text: null, until: 0 };
  let passing = NOTHING;
  // What was just sent again: until it has left the editor, a second Enter means the same sending.
  let released = NOTHING;

  /** A person tries to send what stands in the editor. */
  const attempt = (event, { editor, entry }, trigger) => {
    if (tonecheck.pressing.now) return;
    const text = tonecheck.read(editor);
    if (!text.trim()) return;
    if (held && !inWay(text)) drop();
    if (held) return again(event, text);
    if (passing.text === text && Date.now() < passing.until && (trigger.kind === "submit" || !passing.submitOnly)) return;
    if (released.text === text && Date.now() < released.until) return stop(event);
    const answer = verdicts.known(text);
    if (answer && decision(answer, text) === "send") return passedBy(editor, trigger, text, answer);
    stop(event);
    hold({ editor, entry, root: editor.getRootNode(), pieces: [text], trigger, asked: false });
  };

  const inWay = (text) => (held.asked ? text === held.pieces[0] : true);

  /** Enter again while one waits: twice the same is one sending; what was typed on is the next message. */
  const again = (event, text) => {
    stop(event);
    if (held.asked) return panel.focus();
    const before = held.pieces.join("");
    if (text !== before && text.startsWith(before)) held.pieces.push(text.slice(before.length));
  };

  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type === "keydown") tonecheck.swallowed = true;
  };

  /** "send", "fill" (a slot is open), "rewrite", "ask", "open" or "closed". */
  const decision = (answer, text) => {
    if (answer.kind === "failure") return tonecheck.on_failure === "closed" ? "closed" : "open";
    const fine = answer.verdict === "pass" || (answer.verdict === "warn" && tonecheck.on_warn === "pass");
    if (fine) return tonecheck.openSlots(text).some((slot) => tonecheck.offeredSlots.has(slot)) ? "fill" : "send";
    return answer.verdict === "warn" && tonecheck.on_warn === "rewrite" && tonecheck.rewritable(answer, text) ? "rewrite" : "ask";
  };

  const hold = async (one) => {
    held = one;
    const text = one.pieces[0];
    // Together, so that the longest wait is that of one question.
    const [answer] = await Promise.all([verdicts.known(text) ?? verdicts.ask(text, "send"), tonecheck.ready]);
    await tonecheck.composed();
    if (held === one) settle(one, answer);
  };

  const settle = (one, answer) => {
    const text = one.pieces[0];
    const choice = decision(answer, text);
    if (choice === "send") return release(one, () => outcomes.sent(text, answer));
    if (choice === "open") {
      return release(one, () => outcomes.bypassed(text, answer.reason), t("went_unchecked", t(`reason_${answer.reason}`)));
    }
    // Held for a person: what was typed on belongs to the text that is asked about.
    const now = current(one);
    if (now === null) return drop();
    if (now !== text) return hold({ ...one, pieces: [now] });
    if (choice === "rewrite") return rewrite(one, answer);
    one.asked = true;
    // A gap that is left open is no finding: what held the message before does so still.
    if (choice === "ask") outcomes.heldBy(answer, text);
    return panel.open(one.editor, tonecheck.view(choice, answer, text, doings(one, answer)));
  };

  /** What the panel's buttons do. */
  const doings = (one, answer) => ({
    take: (reply) => {
      drop();
      fill(one, one.pieces[0], reply);
    },
    anyway: () => confirm(one, answer),
    again: () => hold({ ...one, asked: false }),
    closed: () => {
      drop();
      tonecheck.redrawn(one, one.pieces[0])?.editor.focus();
    },
  });

  /** Puts a reply into the editor; the person looks at it and sends it. */
  const fill = (place, text, { full, shown, complete }) => {
    const editor = tonecheck.redrawn(place, text)?.editor ?? place.editor;
    if (!tonecheck.write(editor, full)) {
      navigator.clipboard?.writeText(full);
      return tonecheck.notice(t("copied"), editor);
    }
    outcomes.taken(full);
    const slots = complete ? [] : tonecheck.openSlots(shown);
    for (const slot of slots) tonecheck.offeredSlots.add(slot);
    if (slots.length) tonecheck.select(editor, slots[0]);
    verdicts.askSoon(tonecheck.read(editor), () => {});
  };

  const rewrite = async (one, answer) => {
    const text = one.pieces[0];
    const second = verdicts.known(answer.rewritten) ?? (await verdicts.ask(answer.rewritten, "send"));
    if (held !== one) return;
    if (second.kind !== "verdict" || second.verdict !== "pass" || !tonecheck.write(one.editor, answer.rewritten)) {
      one.asked = true;
      outcomes.heldBy(answer, text);
      panel.open(one.editor, tonecheck.view("ask", answer, text, doings(one, answer)));
      return;
    }
    outcomes.heldBy(answer, text);
    outcomes.taken(answer.rewritten);
    one.pieces = [tonecheck.read(one.editor)];
    release(one, () => outcomes.sent(one.pieces[0], second), t("went_rewritten"));
  };

  /** 仍然发送: the warning is confirmed by its id, once; a fresh one asks anew. */
  const confirm = async (one, answer) => {
    one.asked = false;
    const text = one.pieces[0];
    if (!answer.id || answer.verdict !== "warn") return release(one, () => outcomes.sent(text, answer));
    const confirmed = await verdicts.ask(text, "send", answer.id);
    verdicts.forget(text);
    if (held !== one) return;
    if (confirmed.kind === "verdict" && confirmed.acknowledged !== answer.id) return settle(one, confirmed);
    if (confirmed.kind === "failure" && tonecheck.on_failure === "closed") return settle(one, confirmed);
    release(one, () => outcomes.overridden(answer));
  };

  /** Sends what was held, and puts back what was typed on. */
  const release = async (one, then, say) => {
    const [text, ...next] = one.pieces;
    const place = tonecheck.redrawn(one, text);
    const now = place && tonecheck.read(place.editor);
    if (now === null || !now.startsWith(text)) {
      drop();
      return tonecheck.notice(t("changed"), one.editor);
    }
    const rest = now.slice(text.length);
    if (rest) tonecheck.write(place.editor, text);
    released = { text, until: Date.now() + TWICE };
    passing = { text, until: Date.now() + CONFIRMED_FOR, submitOnly: true };
    outcomes.whenGone(place.editor, text, () => {
      passing = released = NOTHING;
      then();
    });
    if (say) tonecheck.notice(say, place.editor);
    const taken = await tonecheck.press(one, place.editor, text);
    held = null;
    if (!taken) pressAgain(text, place.editor);
    if (rest) typedOn({ ...one, ...place }, taken, text, rest, next);
  };

  /** The page takes no synthetic key or click: the person's own next one goes through. */
  const pressAgain = (text, editor) => {
    released = NOTHING;
    passing = { text, until: Date.now() + CONFIRMED_FOR, submitOnly: false };
    tonecheck.notice(t("press_again"), editor);
  };

  /** Puts back what was typed on: as the next message once the first has gone, else behind the text that still stands there. */
  const typedOn = (one, taken, text, rest, next) => {
    const editor = tonecheck.redrawn(one, "")?.editor;
    if (!editor) return;
    const put = (whole, pieces) => {
      tonecheck.write(editor, whole);
      if (next.length) hold({ ...one, editor, pieces });
    };
    const behind = (end) => put(text + end + rest, [text + end + rest]);
    if (!taken) return behind("");
    if (taken === "line") return behind("\n");
    outcomes.whenGone(editor, text, () => put(rest + tonecheck.read(editor), next), () => behind(""));
  };

  /** The text that stands where the message was held; null where the editor is gone. */
  const current = (one) => {
    const place = tonecheck.redrawn(one, one.pieces[0]);
    if (!place) return null;
    one.editor = place.editor;
    return tonecheck.read(place.editor);
  };

  /** Gives the waiting one up; its text stays in the editor. */
  const drop = () => {
    held = null;
    panel.close();
  };

  /** A sending that needs nothing of ours: only its outcome is told. */
  const passedBy = (editor, trigger, text, answer) => {
    if (trigger.kind === "submit") return outcomes.sent(text, answer);
    if (!outcomes.watched(editor, text)) outcomes.whenGone(editor, text, () => outcomes.sent(text, answer));
    const { ctrlKey, metaKey } = trigger.mods ?? {};
    if (trigger.kind === "enter" && !ctrlKey && !metaKey) tonecheck.enterGoes(editor, text);
  };

  /** The person wrote on: what was asked about stands there no more. */
  const edited = (editor) => {
    if (held?.asked && held.editor === editor && tonecheck.read(editor) !== held.pieces[0]) drop();
    if (!tonecheck.read(editor).trim()) outcomes.cancelled();
  };

  Object.assign(tonecheck, { attempt, edited, decision, fill, offeredSlots: new Set() });
})();
