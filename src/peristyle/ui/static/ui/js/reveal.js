// Show or hide the password one types; hidden again when the form leaves.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const input = document.getElementById(button.getAttribute("aria-controls"));
  const label = button.querySelector("[data-reveal-label]");
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    label.textContent = shown ? button.dataset.labelHide : button.dataset.labelShow;
  };
  button.hidden = false;
  button.parentElement.classList.add("input-row-reveal");
  button.addEventListener("click", () => {
    show(input.type === "password");
    input.focus();
  });
  input.form?.addEventListener("submit", () => show(false));
}
