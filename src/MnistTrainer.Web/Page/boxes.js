// Bounding boxes of digits, laid over the paper where the image lies.
import { visible } from "./visible.js";

const Doubtful = 0.8; // a box with less confidence is dashed

export function showBoxes(page, digits, place) {
  const paper = page.getElementById("paper");
  const share = (value, whole) => `${(100 * value / whole).toFixed(2)}%`;
  page.getElementById("boxes").replaceChildren(...digits.map(({ label, confidence, box }) => {
    const frame = page.createElement("span");
    const name = page.createElement("b");
    const top = place.top + box.top * place.scale;
    name.textContent = visible(label ?? "?");
    frame.append(name);
    frame.classList.toggle("doubtful", confidence < Doubtful);
    frame.classList.toggle("under", top < paper.height * 0.07);
    frame.style.left = share(place.left + box.left * place.scale, paper.width);
    frame.style.top = share(top, paper.height);
    frame.style.width = share(box.width * place.scale, paper.width);
    frame.style.height = share(box.height * place.scale, paper.height);
    return frame;
  }));
}

// Only the label of a box takes clicks: the rest of the paper is for drawing.
export function onBox(page, listener) {
  const boxes = page.getElementById("boxes");
  boxes.addEventListener("click", event => {
    const frame = event.target.closest("span");
    if (frame)
      listener([...boxes.children].indexOf(frame));
  });
}

// Marks the box of one digit; a negative index for none.
export function markBox(page, index) {
  [...page.getElementById("boxes").children].forEach((frame, i) => frame.classList.toggle("chosen", i === index));
}
