// Does the calculation a hammered page asks for (ALTCHA, PBKDF2) as soon as the page is there, then lets the form go.
const bytesOf = (hexadecimal) => Uint8Array.from(hexadecimal.match(/../g), (pair) => parseInt(pair, 16));
const hexadecimalOf = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ nonce, salt, cost, keyLength, keyPrefix }) {
  const start = bytesOf(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  for (let counter = 0; ; counter += 1) {
    new DataView(password.buffer).setUint32(start.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const ways = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: cost };
    const derivedKey = hexadecimalOf(await crypto.subtle.deriveBits(ways, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
}

for (const field of document.querySelectorAll("[data-challenge]")) {
  const challenge = JSON.parse(field.dataset.challenge);
  const [button] = field.form.querySelectorAll("button");
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  solve(challenge.parameters).then((solution) => {
    field.value = btoa(JSON.stringify({ challenge, solution }));
    button.removeAttribute("aria-busy");
    button.disabled = false;
  });
}
