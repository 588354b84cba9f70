/** An element; its texts are never parsed as HTML. Empty children are left out. */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const name in props) {
    if (name.startsWith("on")) node[name] = props[name];
    else node.setAttribute(name, props[name]);
  }
  node.append(...children.flat(Infinity).filter(Boolean));
  return node;
}

/** A button that sends no form. */
export const button = (label, onclick, props) => el("button", { type: "button", onclick, ...props }, label);

let count = 0;

/** An id that is new in the widget. */
export const newId = () => `k${++count}`;

/** Does what nobody needs at once, when what is there by now has been painted. */
export const later = (act) => requestAnimationFrame(() => setTimeout(act));
