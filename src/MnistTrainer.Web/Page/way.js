// What the network saw, and the steps on the way to it.
import { stageName, text } from "./language.js";

// Pictures of hardly any pixels are shown with their pixels, large ones smoothly.
const Small = 64;

export function showWay(page, answer) {
  const picture = page.getElementById("picture");
  const stages = page.getElementById("stages");
  picture.hidden = stages.hidden = answer === null;
  if (answer === null)
    return;
  picture.src = answer.picture;
  picture.alt = text("seen");
  stages.replaceChildren(...answer.stages.map(stage => {
    const row = page.createElement("li");
    const image = page.createElement("img");
    image.addEventListener("load", () => image.classList.toggle("small", image.naturalWidth <= Small));
    image.src = stage.image;
    image.alt = "";
    row.append(image, stageName(stage.name));
    return row;
  }));
}
