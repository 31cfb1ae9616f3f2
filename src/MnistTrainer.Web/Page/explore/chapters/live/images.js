// The weights into hidden nodes, as images.
import { Pixels, Side } from "../../digits.js";
import { canvas, signedImage } from "../../images.js";

const Columns = 10;
const Gap = 2;

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
      for (let node = 0; node < hidden; node++) {
        const own = Float64Array.from({ length: Pixels }, (_, i) => weights[i * hidden + node]);
        const largest = own.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9);
        context.putImageData(signedImage(own, Side, Side, largest), node % Columns * (Side + Gap), Math.floor(node / Columns) * (Side + Gap));
      }
    },
  };
}
