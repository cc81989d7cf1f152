// <button data-copy="id" data-done="Kopiert" hidden>: copies the text of an element; shown only when
// it can. <button data-print hidden> prints the page.
(() => {
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText((source.value ?? source.innerText).trim());
      const status = button.parentElement.querySelector("[role=status]");
      if (status) status.textContent = button.dataset.done;
    });
  }
})();
