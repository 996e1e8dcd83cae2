// The texts a script says: those every page has, and those of the part at hand. {n|one|{n} many} chooses by number.
const all = new Map();
export function learn(json) { for (const [key, text] of Object.entries(JSON.parse(json || "{}"))) all.set(key, text); }
learn(document.body.dataset.words);

export function say(key, values = {}) {
  return fill(all.get(key) ?? key, values);
}

function fill(text, values) {
  let said = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== "{") { said += text[i]; continue; }
    let [end, depth] = [i, 0];
    for (; end < text.length; end++) if (text[end] === "{") depth++; else if (text[end] === "}" && --depth === 0) break;
    const [name, one, ...many] = text.slice(i + 1, end).split("|");
    const value = values[name];
    said += one === undefined ? String(value ?? "") : fill(String(value) === "1" ? one : many.join("|"), values);
    i = end;
  }
  return said;
}

/** An element in one line: make("button", { class: "button" }, "text", child…). */
export function make(tag, with_ = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(with_)) {
    if (name.startsWith("on")) element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter(c => c !== null && c !== undefined));
  return element;
}

export function icon(d) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", d);
  svg.append(path);
  return svg;
}

export const drawn = { close: "m4 4 8 8M12 4l-8 8", plus: "M8 3v10M3 8h10", up: "m4.5 9.5 3.5-3.5 3.5 3.5", down: "m4.5 6.5 3.5 3.5 3.5-3.5" };
