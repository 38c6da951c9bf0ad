// Small charts by hand. They are for the eye alone: the same numbers stand in a table beside each.
import { number, say } from "./language.js";

const SVG = "http://www.w3.org/2000/svg";

/** What the colours of these parts mean. */
export function legend(parts) {
  const list = make("ul", "legend");
  for (const part of parts) {
    const item = make("li");
    item.append(picture(1, 1, [[part, 0, 0, 1, 1]]), say(part));
    list.append(item);
  }
  return list;
}

/** A line for every row: its name, a bar of its parts, the number. */
export function bars(rows, parts, named) {
  const most = Math.max(...rows.map((row) => row.checks));
  const box = make("div", "bars");
  for (const row of rows) {
    let at = 0;
    const drawn = parts.map((part) => {
      const width = (row[part] / most) * 1000;
      at += width;
      return [part, at - width, 0, width, 10];
    });
    box.append(make("span", "label", named(row)), picture(1000, 10, drawn), make("span", "value", number(row.checks)));
  }
  return box;
}

/** A column for every row, one beside the other; the first and the last are named below, the highest above. */
export function columns(rows, parts, named) {
  const most = Math.max(1, ...rows.map((row) => row.checks));
  const drawn = rows.flatMap((row, n) => {
    let top = 100;
    return parts.map((part) => {
      const height = (row[part] / most) * 100;
      top -= height;
      return [part, n * 10 + 1, top, 8, height];
    });
  });
  const box = make("div", "columns");
  const above = make("div", "axis", number(most));
  const below = make("div", "axis");
  below.append(make("span", "", named(rows[0])), make("span", "", rows.length > 1 ? named(rows.at(-1)) : ""));
  box.append(above, picture(rows.length * 10, 100, drawn), below);
  return box;
}

function picture(width, height, drawn) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const [part, x, y, wide, high] of drawn) {
    if (!(wide > 0 && high > 0)) continue;
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x, y, width: wide, height: high, class: `f-${part}` })) rect.setAttribute(name, value);
    svg.append(rect);
  }
  return svg;
}

/** An element of that name, class and text. */
export function make(name, kind = "", text = "") {
  const node = document.createElement(name);
  if (kind) node.className = kind;
  if (text) node.textContent = text;
  return node;
}
