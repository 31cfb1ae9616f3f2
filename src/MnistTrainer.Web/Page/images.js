// Images that are dropped, pasted, opened or photographed.

export function acceptImages(sheet, inputs, accept) {
  const first = items => [...items ?? []].find(file => file.type.startsWith("image/") || file.type === "");
  for (const input of inputs) {
    input.addEventListener("change", () => {
      if (input.files[0])
        accept(input.files[0]);
      input.value = "";
    });
  }

  // Anywhere on the page, so that an image dropped beside the paper does not replace the page.
  document.addEventListener("dragover", event => {
    event.preventDefault();
    sheet.classList.add("over");
  });
  document.addEventListener("dragleave", event => {
    if (!event.relatedTarget)
      sheet.classList.remove("over");
  });
  document.addEventListener("drop", event => {
    event.preventDefault();
    sheet.classList.remove("over");
    const file = first(event.dataTransfer?.files);
    if (file)
      accept(file);
  });
  document.addEventListener("paste", event => {
    const file = first(event.clipboardData?.files);
    if (file) {
      event.preventDefault();
      accept(file);
    }
  });
}
