// Links go to the city and to the pages that the newsletter names, nowhere else.

import { el, icon } from "./dom.js";
import { T } from "./texts.js";

const HOSTS = new Set(["www.city.kawasaki.jp", "koukin-koufuri.jp"]);

/** A link to a page of the city, or its label alone if the address is not one of ours. */
export function pageLink({ label, url }) {
  const address = parse(url);
  if (address?.protocol !== "https:" || !HOSTS.has(address.host)) return el("span", null, label);
  return el("a", { href: address.href, target: "_blank", rel: "noopener noreferrer" }, label, el("small", null, T.newTab));
}

/** The number as a link; plain words if it is not a number. */
export function phoneLink({ phone, tel }, props, ...children) {
  const content = children.length ? children : phone;
  return /^tel:\+?\d+$/.test(tel) ? el("a", { href: tel, ...props }, content) : el("span", props, content);
}

/** The button that calls, and whether anybody is there now. */
export function callBox(centre) {
  return el("div", { class: "call" },
    phoneLink(centre, { class: "button main" }, icon("phone"), `${T.call} ${centre.phone}`),
    el("p", { class: "small" }, el("b", null, T.centreName), " ", centre.sentence, T.charged));
}

/** Words in which the call centre's number can be pressed. */
export function words(text, centre) {
  const parts = text.split(centre.phone);
  return parts.flatMap((part, index) => (index ? [phoneLink(centre), part] : [part]));
}

function parse(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
