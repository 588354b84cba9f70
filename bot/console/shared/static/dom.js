/** An element; its texts are never parsed as HTML. Empty children are left out. */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const name in props) {
    if (name.startsWith("on")) node[name] = props[name];
    else if (props[name] != null) node.setAttribute(name, props[name]);
  }
  node.append(...children.flat(2).filter(Boolean));
  return node;
}

/** A button that sends no form. */
export const button = (label, onclick, props) => el("button", { type: "button", onclick, ...props }, label);

/** An element of the page. */
export const byId = (id) => document.getElementById(id);

let count = 0;

/** An id that is new in the page. */
export const newId = () => `k${++count}`;

/** A heading with a list under it; nothing for an empty list. */
export const listed = (heading, lines, tag = "ul") =>
  lines?.length && [heading && el("h3", {}, heading), el(tag, {}, lines.map((line) => el("li", {}, line)))];

/** Does this press belong to the input method, which is converting? (229: Safari) */
export const isConverting = (event) => event.isComposing || event.keyCode === 229;

/** The Enter that ends a conversion sends no form: an `onkeydown` of a field. */
export function keepConverting(event) {
  if (event.key === "Enter" && isConverting(event)) event.preventDefault();
}

/** Writes only what is new: a live region reads out every change. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
