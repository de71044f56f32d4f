// The one thing HTML cannot do: open the print dialog. Without this script the buttons stay hidden.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
