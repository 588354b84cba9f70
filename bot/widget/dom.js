// Making elements. Texts become text nodes; nothing is ever parsed as HTML.

/** An element with attributes, listeners (`onclick`), and children; empty ones are left out. */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === "function") node[name] = value;
    else if (value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child));
  return node;
}

/** A button that sends no form. */
export const button = (label, onclick, props) => el("button", { type: "button", onclick, ...props }, label);

let count = 0;

/** An id that no other element of the widget has. */
export const newId = () => `k${(count += 1)}`;
