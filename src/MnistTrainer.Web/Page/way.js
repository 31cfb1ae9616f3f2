// What the network saw and the processing stages that led to it; for several digits, what it saw of each.
import { stageName, text } from "./language.js";
import { visible } from "./visible.js";

// Small images are shown pixelated, large ones smoothed.
const Small = 64;

export function showWay(page, answer) {
  const image = page.getElementById("image");
  const strip = page.getElementById("stages");
  const digits = answer?.digits ?? [];
  const isOne = digits.length === 0;
  strip.hidden = answer === null;
  image.hidden = answer === null || !isOne;
  page.getElementById("nothing").hidden = answer !== null;
  if (answer === null)
    return;
  image.src = answer.picture;
  image.alt = text("seen");
  strip.classList.toggle("each", !isOne);
  strip.replaceChildren(...isOne
    ? answer.stages.map(stage => frame(page, stage.image, stageName(stage.name)))
    : digits.map(digit => frame(page, digit.picture, digit.label ?? "?")));
}

function frame(page, source, caption) {
  const row = page.createElement("li");
  const image = page.createElement("img");
  image.addEventListener("load", () => image.classList.toggle("small", image.naturalWidth <= Small));
  image.src = source;
  image.alt = "";
  row.append(image, visible(caption));
  return row;
}
