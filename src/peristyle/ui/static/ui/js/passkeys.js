// A button that asks the browser for a passkey, puts its answer in the form and sends that. Hidden where there is none.
const KNOWN_HERE = "passkeys"; // Only who has used one in this browser is offered it while typing: others cost nothing.
const supported = "PublicKeyCredential" in window;

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function optionsFor(button) {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const answer = await fetch(button.dataset.passkeyOptions, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(answer.statusText);
  const options = await answer.json();
  options.challenge = toBytes(options.challenge);
  if (options.user) options.user.id = toBytes(options.user.id);
  for (const known of options.allowCredentials ?? options.excludeCredentials ?? []) known.id = toBytes(known.id);
  return options;
}

function inJson({ id, rawId, type, response }) {
  const told = { clientDataJSON: toText(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) told[part] = toText(response[part]);
  }
  if (response.getTransports) told.transports = response.getTransports();
  return JSON.stringify({ id, rawId: toText(rawId), type, response: told });
}

function send(button, credential) {
  localStorage.setItem(KNOWN_HERE, "yes");
  button.form.elements.credential.value = inJson(credential);
  button.form.requestSubmit();
}

async function ask(button, ways) {
  const publicKey = await optionsFor(button);
  const credential = await navigator.credentials[button.dataset.passkey]({ publicKey, ...ways });
  send(button, credential);
}

let waiting; // The question put beside the field for the identifier, given up when the button is pressed.

async function offerWhileTyping(button) {
  if (!localStorage.getItem(KNOWN_HERE) || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  waiting = new AbortController();
  await ask(button, { mediation: "conditional", signal: waiting.signal });
}

function prepare(button) {
  const words = document.getElementById(button.getAttribute("aria-describedby"));
  const say = (text) => {
    if (words) words.textContent = text;
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    waiting?.abort();
    say("");
    button.setAttribute("aria-busy", "true");
    try {
      await ask(button, {});
    } catch {
      say(button.dataset.passkeyFailed);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  if ("passkeyOffer" in button.dataset) offerWhileTyping(button).catch(() => {});
}

if (supported) {
  document.querySelectorAll("[data-passkey]").forEach(prepare);
  document.querySelectorAll("[data-passkey-absent]").forEach((note) => note.remove());
}
