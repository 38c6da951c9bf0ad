// Which element is written in and which one sends: data of sites.json, first the site's own, then the generic entry.

(() => {
  const { tonecheck } = globalThis;
  // How far above a button its editor is looked for: a composer is seldom deeper than this.
  const REACH = 10;
  const BUTTON = "button, [role=button], input[type=submit], input[type=button], a";

  const matches = (element, selectors) =>
    (selectors ?? []).some((selector) => {
      try {
        return element.matches(selector);
      } catch {
        // A selector that this browser cannot read matches nothing; the options page says so when it is entered.
        return false;
      }
    });

  const hostFits = (hosts, host) =>
    !hosts?.length || hosts.some((name) => (name.startsWith("*.") ? host.endsWith(name.slice(1)) || host === name.slice(2) : host === name));

  /** The entries that may apply here, the generic one last. */
  const entries = () => [...(tonecheck.sites ?? []).filter(({ hosts }) => hostFits(hosts, location.hostname)), tonecheck.generic];

  /** {editor, entry} of the innermost element of the path that is an editor; null where there is none. */
  const editorIn = (path) => {
    for (const entry of entries()) {
      const editor = path.find((node) => node instanceof Element && isEditor(node, entry));
      if (editor) return { editor, entry };
    }
    return null;
  };

  const isEditor = (element, entry) =>
    matches(element, entry.editor) && !matches(element, entry.skip) && !element.readOnly && !element.disabled;

  /** Parent, through the border of a shadow tree. */
  const above = (node) => node.parentNode ?? node.host ?? null;

  /** The button of the path that may send, with the editor it belongs to; null where there is none. */
  const sendIn = (path, last) => {
    const start = path.findIndex((node) => node instanceof HTMLElement && node.matches(BUTTON));
    const candidates = path.slice(0, Math.max(start + 1, 3)).filter((node) => node instanceof HTMLElement);
    for (const entry of entries()) {
      const button = candidates.find((node) => !node.disabled && sends(node, entry));
      const found = button && editorNear(button, last);
      if (found && (found.entry === entry || entry === tonecheck.generic)) return { ...found, button };
    }
    return null;
  };

  const sends = (element, entry) => matches(element, entry.send) || (Boolean(entry.label) && element.matches(BUTTON) && labelled(element, entry));

  const labelled = (element, entry) => {
    const names = [element.getAttribute("aria-label"), element.title, element.value, element.dataset.testid, element.id, element.innerText]
      .concat([...element.classList]);
    const pattern = new RegExp(entry.label, "iu");
    return names.some((name) => typeof name === "string" && name.length <= 40 && pattern.test(name.trim()));
  };

  /** The editor with text that is closest above the button; the last one written in goes first. */
  const editorNear = (button, last) => {
    for (let place = above(button), depth = 0; place && depth < REACH; place = above(place), depth += 1) {
      if (last?.editor.isConnected && contains(place, last.editor) && tonecheck.read(last.editor).trim()) return last;
      if (!place.querySelectorAll) continue;
      const found = editorsBelow(place).find(({ editor }) => tonecheck.read(editor).trim());
      if (found) return found;
    }
    return null;
  };

  const editorsBelow = (place) =>
    entries().flatMap((entry) =>
      (entry.editor ?? []).flatMap((selector) =>
        [...place.querySelectorAll(selector)].filter((editor) => isEditor(editor, entry)).map((editor) => ({ editor, entry }))));

  const contains = (place, node) => {
    for (let one = node; one; one = above(one)) if (one === place) return true;
    return false;
  };

  /** The editor that stands where this one stood before the page drew it anew, with that text; null where there is none. */
  const redrawn = ({ editor, root }, text) => {
    if (editor.isConnected) return { editor };
    const place = root.isConnected === false ? document : root;
    return editorsBelow(place).find((found) => tonecheck.read(found.editor).startsWith(text)) ?? null;
  };

  /** The button that stands where this one stood. */
  const redrawnButton = (button, editor) => {
    if (button.isConnected) return button;
    for (let place = above(editor), depth = 0; place && depth < REACH; place = above(place), depth += 1) {
      const found = place.querySelectorAll && [...place.querySelectorAll("*")].find((one) => sendIn([one], { editor, entry: tonecheck.generic }));
      if (found) return found;
    }
    return null;
  };

  Object.assign(tonecheck, { editorIn, sendIn, redrawn, redrawnButton });
})();
