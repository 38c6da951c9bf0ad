// What the panel shows for each kind of held message.

(() => {
  const { tonecheck } = globalThis;
  const { t } = tonecheck;

  /** Findings on words of their own before those that lie on words already named. */
  const apartFirst = (findings) => {
    const overlap = (one, other) => one.span.start < other.span.end && other.span.start < one.span.end;
    const again = findings.filter((one, index) => findings.slice(0, index).some((other) => overlap(one, other)));
    return [...findings.filter((one) => !again.includes(one)), ...again];
  };

  /** The view for a choice of the gate: "ask", "fill" or "closed"; `doings` are what its buttons do. */
  tonecheck.view = (choice, answer, text, doings) => {
    const plain = { soft: true, lines: [], findings: [], replies: [], ...doings, anyway: null, again: null };
    if (choice === "closed") {
      return { ...plain, title: t("title_closed"), lines: [t("held_unchecked", t(`reason_${answer.reason}`))], again: doings.again };
    }
    if (choice === "fill") {
      const slots = tonecheck.openSlots(text).join(" ");
      return { ...plain, title: t("title_fill"), lines: [t("fill_slots", slots)], anyway: doings.anyway };
    }
    const blocked = answer.verdict === "block";
    return {
      ...plain,
      title: t(blocked ? "title_block" : "title_warn"),
      soft: !blocked,
      findings: apartFirst(answer.findings.filter(({ severity }) => severity !== "info")),
      replies: tonecheck.replies(answer, text),
      // A block has no way past it but other words.
      anyway: blocked ? null : doings.anyway,
    };
  };
})();
