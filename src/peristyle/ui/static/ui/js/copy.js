// Copy a value; the button says so, and says again what it does a moment later.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break; // Only over HTTPS or on this machine.
  const label = button.querySelector("[data-copy-label]");
  const text = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.labelDone;
    setTimeout(() => {
      label.textContent = text;
    }, 3000);
  });
}
