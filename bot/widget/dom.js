// Making elements. Texts become text nodes; nothing is ever parsed as HTML.

const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M12 20V5M5 12l7-7 7 7",
  phone: "M6 4h4l1 5-2 2a11 11 0 0 0 4 4l2-2 5 1v4a2 2 0 0 1-2 2A16 16 0 0 1 4 6a2 2 0 0 1 2-2z",
  print: "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
  leave: "M13 4h6v16h-6M3 12h11M10 8l4 4-4 4",
};

/** An element. `props`: attributes, or listeners as `onclick`. Empty children are left out. */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== ""));
  return node;
}

/** A button that sends no form. */
export function button(label, onclick, props) {
  return el("button", { type: "button", onclick, ...props }, label);
}

/** A small drawing beside words that say the same. */
export function icon(name) {
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const svg = make("svg");
  const path = make("path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

let count = 0;

/** An id that no other element of the widget has. */
export const newId = () => `k${(count += 1)}`;
