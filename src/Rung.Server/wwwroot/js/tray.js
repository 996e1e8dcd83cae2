// What one asked for and what still goes on, in the corner of every page; looked at often while there is something, seldom otherwise.
export function startTray() {
  const tray = document.querySelector("[data-tray]");
  if (!tray) return;
  let waiting = 0;
  async function look() {
    clearTimeout(waiting);
    if (document.hidden) return;
    let going = false;
    try {
      const response = await fetch("/ui/work");
      going = response.status === 200;
      tray.innerHTML = going ? await response.text() : "";
    } catch { /* away for a moment */ }
    tray.hidden = !going || !!document.querySelector("[data-work]");
    waiting = setTimeout(look, going ? 1000 : 15000);
  }
  document.addEventListener("visibilitychange", look);
  look();
}
