// A message with a key can be closed, and stays closed on this device.
const KEY = "dismissed";

function dismissed() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

for (const notice of document.querySelectorAll("[data-dismiss]")) {
  const key = notice.dataset.dismiss;
  notice.hidden = dismissed().includes(key);
  const button = notice.querySelector("[data-dismiss-button]");
  button.hidden = false;
  button.addEventListener("click", () => {
    notice.hidden = true;
    document.getElementById("contenu")?.focus({ preventScroll: true });
    try {
      localStorage.setItem(KEY, JSON.stringify([...dismissed().slice(-49), key]));
    } catch {
      // Then it comes back with the next page.
    }
  });
}
