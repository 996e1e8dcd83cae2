// What every page shares: forms that speak to the API, keys, palette, toasts, live updates. Each page works without it as plain HTML where a browser can.
import { undoable } from "./toast.js";
import { startPalette } from "./palette.js";
import { startForms } from "./forms.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startTray } from "./tray.js";

startForms();
startKeys();
startPalette();
startLive();
startTray();

document.addEventListener("click", event => {
  // Browsers open and close sheets by themselves, before any script has come; older ones do not know how.
  const invoker = "commandForElement" in HTMLButtonElement.prototype ? null : event.target.closest("[commandfor]");
  if (invoker) document.getElementById(invoker.getAttribute("commandfor"))?.[invoker.getAttribute("command") === "close" ? "close" : "showModal"]();
  if (event.target.closest("[data-print]")) print();
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  const choice = event.target.closest("[data-choose]");
  if (choice) {
    event.preventDefault();
    document.cookie = `rung-${choice.dataset.choose}=${choice.dataset.value};path=/;max-age=31536000;samesite=lax`;
    const here = new URL(location.href);
    here.searchParams.delete(choice.dataset.choose);
    location.replace(here);
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// On a narrow screen the page one is on may stand beyond the edge of its row of pages.
for (const here of document.querySelectorAll(".report-tabs [aria-current=page]")) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;

undoable();
if (document.querySelector("form[data-duplicates], form[data-merge]")) import("./duplicates.js");
if (document.querySelector("[data-passkey]")) import("./passkeys.js");
if (document.querySelector("[data-work]")) import("./work.js");
if (document.querySelector("[data-again]")) import("./again.js");
if (document.querySelector("[data-grid]")) import("./list.js");
if (document.querySelector("[data-record], [data-grid], .settings")) import("./record.js");
if (document.querySelector("[data-walk]")) import("./walk.js");
if (document.getElementById("next-step")) import("./today.js");
if (document.querySelector("[data-board]")) import("./board.js");
if (document.querySelector("[data-upload], [data-map], [data-work]")) import("./imports.js");
if (document.querySelector("[data-rows-table], [data-submit]")) import("./rows.js");
