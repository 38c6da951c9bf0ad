// How the panel looks: a constructed sheet, which a page's content security policy does not touch.

(() => {
  const { tonecheck } = globalThis;

  tonecheck.css = `
    :host {
      all: initial !important;
      position: fixed !important; inset: 0 !important; width: 100% !important; height: 100% !important;
      margin: 0 !important; padding: 0 !important; border: 0 !important; overflow: visible !important;
      background: none !important; pointer-events: none !important; z-index: 2147483647 !important;
      --back: #ffffff; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --card: #f6f8fa; --over: #eaf2fd;
      --act: #0b5cad; --on-act: #ffffff; --bad: #b3261e; --bad-back: #fdecea; --warn: #8a5300; --warn-back: #fff4e0;
      --shade: 0 8px 28px rgb(31 35 40 / 24%);
    }
    @media (prefers-color-scheme: dark) {
      :host {
        --back: #22272e; --text: #e6edf3; --soft: #a4adb8; --line: #444c56; --card: #2d333b; --over: #1f3a5a;
        --act: #6cb6ff; --on-act: #10233a; --bad: #ff938a; --bad-back: #4a2523; --warn: #f0b95b; --warn-back: #43341a;
        --shade: 0 8px 28px rgb(0 0 0 / 60%);
      }
    }
    * { box-sizing: border-box; }
    .panel, .notice, .hint {
      font: 14px/1.55 system-ui, -apple-system, "PingFang SC", "PingFang TC", "Microsoft YaHei", "Microsoft JhengHei",
        "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
      color: var(--text); background: var(--back); border: 1px solid var(--line); box-shadow: var(--shade);
      pointer-events: auto; position: absolute; text-align: start; letter-spacing: normal;
    }
    :lang(zh-TW) { font-family: system-ui, -apple-system, "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", sans-serif; }
    .panel { display: flex; flex-direction: column; border-radius: 12px; overflow: hidden; outline: none; }
    .panel:focus-visible { border-color: var(--act); }
    header { display: flex; align-items: center; gap: 8px; padding: 10px 8px 10px 14px; color: var(--bad); background: var(--bad-back); }
    .warn header { color: var(--warn); background: var(--warn-back); }
    h2 { flex: 1; margin: 0; font: inherit; font-weight: 600; font-size: 15px; }
    .mark { flex: none; width: 20px; height: 20px; border-radius: 50%; background: currentColor; display: grid; place-items: center; }
    .mark::before { content: "!"; color: var(--back); font-weight: 700; font-size: 14px; line-height: 1; }
    .body { padding: 12px 14px; overflow: auto; overscroll-behavior: contain; }
    .finding { margin: 0 0 10px; padding: 0 0 0 10px; border-inline-start: 3px solid var(--bad); }
    .finding.soft { border-color: var(--warn); }
    .finding p { margin: 0; }
    .excerpt { font-weight: 600; overflow-wrap: anywhere; }
    .impact { color: var(--soft); }
    .impact b { font-weight: 600; font-size: 12px; border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; }
    h3 { margin: 12px 0 6px; font: inherit; font-size: 13px; color: var(--soft); }
    .replies { list-style: none; margin: 0; padding: 0; display: grid; gap: 6px; }
    button { font: inherit; color: inherit; cursor: pointer; border-radius: 8px; border: 1px solid var(--line); background: var(--back); }
    button:focus-visible, summary:focus-visible { outline: 2px solid var(--act); outline-offset: 2px; }
    .reply {
      width: 100%; padding: 8px 10px; text-align: start; background: var(--card);
      display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px;
    }
    .reply:hover { background: var(--over); border-color: var(--act); }
    .reply .say { flex: 1 1 200px; overflow-wrap: anywhere; white-space: pre-wrap; }
    .reply .instead { flex: 1 1 100%; color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
    .reply .take {
      flex: none; margin-inline-start: auto; padding: 1px 10px; border-radius: 6px; font-size: 13px;
      color: var(--act); border: 1px solid var(--act);
    }
    li:first-child > .reply .take { color: var(--on-act); background: var(--act); }
    details { margin-top: 6px; }
    summary { cursor: pointer; color: var(--act); font-size: 13px; border-radius: 4px; width: fit-content; }
    details .replies { margin-top: 6px; }
    details li:first-child > .reply .take { color: var(--act); background: none; }
    footer { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; padding: 10px 14px; border-top: 1px solid var(--line); }
    footer button { padding: 5px 14px; }
    footer button:hover, .close:hover { background: var(--card); }
    .anyway { color: var(--warn); border-color: currentColor; }
    .close { flex: none; border: 0; background: none; width: 30px; height: 30px; font-size: 18px; line-height: 1; }
    .notice {
      max-width: min(380px, calc(100vw - 16px)); padding: 9px 14px;
      border-radius: 10px; border-inline-start: 4px solid var(--warn);
    }
    .hint {
      padding: 1px 10px; border-radius: 999px; font-size: 12px; color: var(--warn); background: var(--warn-back); border-color: currentColor;
      box-shadow: none; white-space: nowrap;
    }
    .hint.bad { color: var(--bad); background: var(--bad-back); }
    @media (prefers-reduced-motion: no-preference) {
      .panel, .notice { animation: come 120ms ease-out; }
      @keyframes come { from { opacity: 0; transform: translateY(6px); } }
    }
    @media (forced-colors: active) { .panel, .notice, .hint { border: 1px solid; } .mark { forced-color-adjust: none; } }
  `;
})();
