// An image of numbers with a frame on it, which can be moved by mouse, finger and arrow keys.
import { element } from "../../dom.js";
import { canvas, inkImage, signedImage } from "../../images.js";
import { clamp } from "../../numbers.js";

// caption: what it shows. isInk: whether its numbers are ink from 0 to 1, or may have a sign.
// moves: for a frame to move, { label, text(): where it is in words, count(): the places in a row, stride(): pixels between two, at(): the row and column of its place,
// move(row, column) }.
export function sheet({ caption, isInk = false, moves = null }) {
  const view = canvas(1, 1, isInk ? "sheet-image ink" : "sheet-image", caption);
  const frame = element("div", moves ? { class: "sheet-frame", role: "slider", tabindex: 0, "aria-label": moves.label } : { class: "sheet-frame", "aria-hidden": "true" });
  const area = element("div", { class: moves ? "sheet-area movable" : "sheet-area" }, view, frame);
  const title = element("figcaption", {}, caption);
  let [side, size] = [1, 1];
  if (moves)
    move(area, frame, moves, () => ({ side, size }));
  return {
    element: element("figure", { class: "sheet" }, area, title),
    // values: row by row. largest: the number of the strongest color; default: the largest of all. name: another caption.
    show(values, width, { largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9), name = caption } = {}) {
      side = width;
      if (view.width !== width)
        Object.assign(view, { width, height: width });
      if (width > 0)
        view.getContext("2d").putImageData(isInk ? inkImage(values.map(value => 255 * value), width, width) : signedImage(values, width, width, largest), 0, 0);
      view.setAttribute("aria-label", name);
      title.textContent = name;
    },
    // In pixels of the image; none without a row.
    frame(row, column = 0, length = 1) {
      size = length;
      frame.hidden = row === null;
      for (const [property, value] of Object.entries({ left: column, top: row ?? 0, width: length, height: length }))
        frame.style.setProperty(property, `${100 * value / side}%`);
      if (moves === null)
        return;
      const count = moves.count();
      const [y, x] = moves.at();
      for (const [name, value] of Object.entries({ valuemin: 0, valuemax: count * count - 1, valuenow: y * count + x, valuetext: moves.text() }))
        frame.setAttribute(`aria-${name}`, value);
    },
  };
}

const Keys = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function move(area, frame, moves, now) {
  const go = (row, column) => {
    const last = moves.count() - 1;
    moves.move(clamp(row, 0, last), clamp(column, 0, last));
  };
  // The place whose frame has its middle nearest to the pointer.
  const follow = event => {
    const box = area.getBoundingClientRect();
    const { side, size } = now();
    const along = share => Math.round((share * side - size / 2) / moves.stride());
    go(along((event.clientY - box.top) / box.height), along((event.clientX - box.left) / box.width));
  };
  let pointer = null;
  area.addEventListener("pointerdown", event => {
    if (event.button !== 0 || pointer !== null)
      return;
    pointer = event.pointerId;
    area.setPointerCapture(pointer);
    frame.focus({ preventScroll: true });
    event.preventDefault();
    follow(event);
  });
  area.addEventListener("pointermove", event => event.pointerId === pointer && follow(event));
  for (const end of ["pointerup", "pointercancel"])
    area.addEventListener(end, () => { pointer = null; });
  frame.addEventListener("keydown", event => {
    if (!(event.key in Keys) || event.ctrlKey || event.altKey || event.metaKey)
      return;
    event.preventDefault();
    const [down, right] = Keys[event.key].map(by => by * (event.shiftKey ? 5 : 1));
    const [row, column] = moves.at();
    go(row + down, column + right);
  });
}
