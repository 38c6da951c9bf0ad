// What is known of which text: asked a moment after the last key, kept by text, so that most sendings need no waiting.

(() => {
  const { tonecheck } = globalThis;
  const PAUSE = 300;
  // The last resort: a worker that never answers. The worker itself gives the server 0.8 s.
  const PATIENCE = 1500;
  const KEPT = 200;
  const KEPT_FOR = 5 * 60_000;

  const answers = new Map();
  const asked = new Map();
  let timer = 0;

  /** The verdict on exactly this text, if it is still fresh. */
  const known = (text) => {
    const kept = answers.get(text);
    return kept && Date.now() - kept.at < KEPT_FOR ? kept.answer : null;
  };

  /** A verdict or a failure, after 1.5 s at the latest; a failure is not kept. */
  const ask = (text, intent, ack) => {
    const running = ack ? null : asked.get(text);
    if (running) return running;
    const asking = bounded(send({ type: "check", text, intent, ack })).then((answer) => {
      asked.delete(text);
      if (answer.kind === "verdict" && !ack) keep(text, answer);
      return answer;
    });
    if (!ack) asked.set(text, asking);
    return asking;
  };

  /** Asks when no key was pressed for a while; `then` gets the verdict. */
  const askSoon = (text, then) => {
    clearTimeout(timer);
    if (!text.trim()) return;
    timer = setTimeout(() => {
      const answer = known(text);
      (answer ? Promise.resolve(answer) : ask(text, "draft")).then(then);
    }, PAUSE);
  };

  const forget = (text) => (text === undefined ? answers.clear() : answers.delete(text));

  const keep = (text, answer) => {
    answers.delete(text);
    answers.set(text, { answer, at: Date.now() });
    if (answers.size > KEPT) answers.delete(answers.keys().next().value);
  };

  const bounded = (answer) =>
    Promise.race([answer, new Promise((resolve) => setTimeout(resolve, PATIENCE, { kind: "failure", reason: "slow" }))]);

  /** Asks the worker; a failure where the extension was updated or removed under the page. */
  const send = async (message) => {
    try {
      return (await chrome.runtime.sendMessage(message)) ?? { kind: "failure", reason: "down" };
    } catch {
      return { kind: "failure", reason: chrome.runtime?.id ? "down" : "reload" };
    }
  };

  Object.assign(tonecheck, { send, bounded });
  tonecheck.verdicts = { known, ask, askSoon, forget };
})();
