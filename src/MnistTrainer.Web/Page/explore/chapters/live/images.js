// Small images on canvases: digits, and the weights into hidden nodes.
import { element } from "../../dom.js";
import { Pixels, Side } from "./layers.js";

const Columns = 10;
const Gap = 2;
const For = [99, 91, 245];
const Against = [225, 110, 20];

const canvas = (width, height, name, label) => element("canvas", { class: name, width, height, role: "img", "aria-label": label });

// pixels: 784 values from 0 for paper to 255 for ink; null for paper alone.
export function digitImage(label, pixels = null) {
  const view = canvas(Side, Side, "digit", label);
  const show = values => {
    const image = new ImageData(Side, Side);
    for (let i = 0; i < Pixels; i++)
      image.data.set([21, 21, 31, values?.[i] ?? 0], 4 * i);
    view.getContext("2d").putImageData(image, 0, 0);
  };
  show(pixels);
  return { element: view, show };
}

// An image for each hidden node, in rows of ten: where ink makes it more active, and where less.
export function weightImages(label) {
  const view = canvas(1, 1, "weights", label);
  return {
    element: view,
    // weights: of the first layer, input by input.
    show(weights, hidden) {
      const columns = Math.min(Columns, hidden);
      const rows = Math.ceil(hidden / Columns);
      const [width, height] = [columns * (Side + Gap) - Gap, rows * (Side + Gap) - Gap];
      if (view.width !== width || view.height !== height)
        Object.assign(view, { width, height });
      const context = view.getContext("2d");
      for (let node = 0; node < hidden; node++)
        context.putImageData(weightImage(weights, hidden, node), node % Columns * (Side + Gap), Math.floor(node / Columns) * (Side + Gap));
    },
  };
}

function weightImage(weights, hidden, node) {
  let largest = 1e-9;
  for (let i = 0; i < Pixels; i++)
    largest = Math.max(largest, Math.abs(weights[i * hidden + node]));
  const image = new ImageData(Side, Side);
  for (let i = 0; i < Pixels; i++) {
    const weight = weights[i * hidden + node] / largest;
    image.data.set([...weight > 0 ? For : Against, Math.round(255 * Math.abs(weight) ** 0.75)], 4 * i);
  }

  return image;
}
