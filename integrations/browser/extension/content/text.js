// Text of a draft: splicing, slots that are still open, the replies that a verdict offers.

(() => {
  const tonecheck = (globalThis.tonecheck ??= {});
  const OPEN_SLOT = /【[^【】]{1,12}】/gu;

  /** The text with a span (UTF-16, half-open) replaced. */
  const spliced = (text, span, replacement) => text.slice(0, span.start) + replacement + text.slice(span.end);

  /** The slots of a reply that wait for a person: 【谁】. */
  const openSlots = (text) => text.match(OPEN_SLOT) ?? [];

  /**
   * Whole drafts to choose from, each once, complete ones first: {full, shown, instead, complete}.
   * `shown` is what changes, `instead` the part it replaces, empty where there is only one.
   */
  const replies = (answer, text) => {
    const found = new Map();
    const add = (full, shown, instead, complete) => {
      if (full !== text && !found.has(full)) found.set(full, { full, shown, instead, complete });
    };
    const suggestions = answer.findings.flatMap((finding) => finding.suggestions);
    for (const { text: shown, span, complete } of suggestions) {
      // Which part goes need not be said where all replies stand for the same one.
      const instead = suggestions.some((other) => other.span.start !== span.start) ? text.slice(span.start, span.end) : "";
      add(spliced(text, span, shown), shown, instead, complete);
    }
    const best = found.get(answer.rewritten);
    const rewritten = { full: answer.rewritten, shown: answer.rewritten, instead: "", complete: true };
    found.delete(answer.rewritten);
    const first = answer.rewritten === text ? [] : [best ?? rewritten];
    return [...first, ...[...found.values()].sort((a, b) => b.complete - a.complete)];
  };

  /** Whether the rewritten draft may go unasked: something changed, and a complete reply was known. */
  const rewritable = (answer, text) =>
    answer.rewritten !== text && answer.findings.some(({ suggestions }) => suggestions.some(({ complete }) => complete));

  /** Whether a text is that reply: word for word, but for blanks and for what its open slots were filled with. */
  const fills = (reply, text) => {
    const bare = (one) => one.replace(/\s+/gu, "");
    const parts = bare(reply).split(OPEN_SLOT);
    return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&")).join(".+")}$`, "su").test(bare(text));
  };

  /** The message of that name, $1 and $2 filled. */
  const translated = (name, ...values) =>
    (tonecheck.texts?.[name] ?? name).replace(/\$(\d)/gu, (_, place) => values[place - 1] ?? "");

  Object.assign(tonecheck, { spliced, openSlots, fills, replies, rewritable, t: translated });
})();
