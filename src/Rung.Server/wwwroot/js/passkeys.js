// Passkeys: the server asks, the browser hands the question to the device, the device's answer goes back.
import { command } from "./api.js";
import { refuse } from "./forms.js";
import { carry } from "./toast.js";

const forms = document.querySelectorAll("[data-passkey]");
const isKnown = "parseRequestOptionsFromJSON" in (globalThis.PublicKeyCredential ?? {});
for (const form of forms) form.hidden = !isKnown;
for (const without of document.querySelectorAll("[data-without-passkeys]")) without.hidden = isKnown;

document.addEventListener("submit", async event => {
  const form = event.target.closest("[data-passkey]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  await (form.dataset.passkey === "make" ? make(form, button) : show(form));
  button.removeAttribute("aria-busy");
});

async function make(form, button) {
  const { name, current } = form.elements;
  const asked = await command("POST", form.getAttribute("action") + "/options", { current: current.value });
  if (!asked.ok) return refuse(form, asked);
  let credential;
  try {
    credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.record) });
  } catch (failed) {
    return refuse(form, { problem: { detail: failed.name === "InvalidStateError" ? form.dataset.known : form.dataset.failed } });
  }

  const made = await command("POST", form.getAttribute("action"), { name: name.value, credential });
  if (!made.ok) return refuse(form, made);
  carry(`${button.textContent.trim()}: ${name.value}`);
  location.reload();
}

async function show(form) {
  const asked = await command("POST", form.getAttribute("action") + "/options");
  if (!asked.ok) return refuse(form, asked);
  let credential;
  try {
    credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.record) });
  } catch {
    return refuse(form, { problem: { detail: form.dataset.failed } });
  }

  const begun = await command("POST", form.getAttribute("action"), { credential });
  if (!begun.ok) return refuse(form, begun);
  location.assign(form.dataset.then);
}
