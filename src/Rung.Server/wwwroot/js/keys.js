// Keys that work anywhere: a letter presses what carries it, G and a letter goes to a place. Never while somebody types or composes Chinese.
const places = { l: "/leads", p: "/opportunities", b: "/opportunities/board", a: "/accounts", c: "/contacts", m: "/meetings", r: "/reports" };
let going = 0;

export const typing = event => event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");

export function startKeys() {
  document.addEventListener("keydown", event => {
    if (typing(event)) return;
    const key = event.key.toLowerCase();
    if (event.defaultPrevented) return;
    if (Date.now() - going < 1200 && places[key]) return location.assign(places[key]);
    if (key === "g") { going = Date.now(); return; }
    if (event.key === "?") return document.getElementById("shortcuts")?.showModal();
    const pressed = event.shiftKey && /^[a-z]$/.test(key) ? "shift+" + key : key;
    const all = [...document.querySelectorAll(`[data-key="${CSS.escape(pressed)}"]`)];
    // What a menu hides is pressed all the same; what is on show goes first.
    const target = all.find(e => e.offsetParent !== null) ?? all[0];
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) target.focus();
    else target.click();
  });
}
