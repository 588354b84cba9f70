// What can be seen of the chat, or of a page without one, in figures: what is wrong, and each pair of colours in which
// something is written. An expression that Playwright evaluates in the page.
(tap) => {
  const root = document.querySelector("kokuho-chat")?.shadowRoot ?? document.body;
  const up = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const parse = (text) => {
    const numbers = text.match(/[\d.e-]+/g).map(Number);
    const rgb = text.startsWith("color(") ? numbers.slice(0, 3).map((part) => part * 255) : numbers.slice(0, 3);
    return { rgb, alpha: numbers[3] ?? 1 };
  };
  const over = (top, below) => top.rgb.map((part, i) => part * top.alpha + below[i] * (1 - top.alpha));
  const painted = (node) => {
    if (!node) return parse(getComputedStyle(document.documentElement).colorScheme.startsWith("dark") ? "rgb(18,18,18)" : "rgb(255,255,255)").rgb;
    const paint = parse(getComputedStyle(node).backgroundColor);
    return paint.alpha === 1 ? paint.rgb : over(paint, behind(up(node)));
  };
  const known = new Map();
  const behind = (node) => {
    if (!known.has(node)) known.set(node, painted(node));
    return known.get(node);
  };
  const opacity = (node) => (node ? getComputedStyle(node).opacity * opacity(up(node)) : 1);
  const light = (rgb) => rgb
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const against = (color, ground) => ratio(over(parse(color), ground), ground);
  const name = (node) => `${node.tagName.toLowerCase()}.${node.className} ${(node.textContent || node.name || "").trim().slice(0, 20)}`;
  const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && getComputedStyle(node).clipPath === "none";
  const all = [...root.querySelectorAll("*")].filter(seen);

  const faint = [];
  const colours = new Set();
  for (const node of all) {
    const style = getComputedStyle(node);
    const writes = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) || (node.matches("input, textarea") && node.value);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const found = writes ? against(style.color, behind(node)) : Infinity;
    if (found < least) faint.push(`${name(node)}: ${found.toFixed(2)}`);
    if (writes) colours.add(`${style.color} on ${behind(node)}, ${least}, ${opacity(node)}`);
    const field = node.matches("textarea, input[inputmode]");
    const line = field ? Math.max(against(style.borderTopColor, behind(up(node))), ratio(behind(node), behind(up(node)))) : Infinity;
    if (line < 3) faint.push(`the edge of ${name(node)}: ${line.toFixed(2)}`);
  }

  const targets = all
    .filter((node) => node.matches("button, a[href], input, textarea, summary"))
    .map((node) => (node.matches("[type=radio], [type=checkbox]") ? (node.closest("label") ?? node) : node))
    // A link within a sentence is as high as its line (WCAG 2.5.8, inline).
    .filter((node) => !(node.matches("a") && getComputedStyle(node).display === "inline"))
    .map((node) => [node, node.getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.min(width, height) < tap - 0.5)
    .map(([node, { width, height }]) => `${name(node)}: ${width.toFixed()}×${height.toFixed()}`);

  const page = document.scrollingElement;
  // Tables of data scroll by themselves (WCAG 1.4.10 leaves them out).
  const flowing = all.filter((node) => !node.closest(".table-wrap"));
  const sideways = [page, ...flowing]
    .filter((node) => node === page || ["auto", "scroll"].includes(getComputedStyle(node).overflowX))
    .filter((node) => node.scrollWidth > node.clientWidth + 1)
    .map((node) => `${name(node)}: ${node.scrollWidth} in ${node.clientWidth}`);
  const outside = flowing
    .filter((node) => !["auto", "hidden"].includes(getComputedStyle(up(node)).overflowX))
    .filter((node) => { const { left, right, width } = node.getBoundingClientRect(); return width && (left < -1 || right > innerWidth + 1); })
    .map((node) => `${name(node)} is outside`);
  // One letter a line; नेपाली in one line is narrow, and whole.
  const squeezed = all
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim().length > 3))
    .filter((node) => node.clientWidth && node.clientWidth < 2.5 * parseFloat(getComputedStyle(node).fontSize))
    .filter((node) => node.clientHeight > 2.5 * parseFloat(getComputedStyle(node).fontSize))
    .map((node) => `${name(node)} is ${node.clientWidth} wide`);
  return { problems: [...faint, ...targets, ...squeezed, ...sideways, ...outside], colours: [...colours] };
}
