// Keys that work anywhere: a letter presses what carries it, G and a letter goes to a place. Never while somebody types or composes Chinese.
const places = { l: "/leads", p: "/opportunities", b: "/opportunities/board", a: "/accounts", c: "/contacts", m: "/meetings", r: "/reports" };
let going = 0;

export const typing = event => event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");

export function startKeys() {
  document.addEventListener("keydown", event => {
    if (typing(event)) return;
    const key = event.key.toLowerCase();
    if (Date.now() - going < 1200 && places[key]) return location.assign(places[key]);
    if (key === "g") { going = Date.now(); return; }
    if (event.key === "?") return document.getElementById("shortcuts")?.showModal();
    const target = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(e => e.offsetParent !== null || e.tagName === "INPUT");
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) target.focus();
    else target.click();
  });
}
