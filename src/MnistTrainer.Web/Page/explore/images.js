// Small images on canvases: digits, and grids of numbers with a sign.
import { Pixels, Side } from "./digits.js";
import { element } from "./dom.js";

const Positive = [99, 91, 245];
const Negative = [225, 110, 20];

export const canvas = (width, height, name, label) => element("canvas", { class: name, width, height, role: "img", "aria-label": label });

// pixels: 784 values from 0 for paper to 255 for ink; null for paper alone.
export function digitImage(label, pixels = null) {
  const view = canvas(Side, Side, "digit", label);
  const show = values => view.getContext("2d").putImageData(inkImage(values, Side, Side), 0, 0);
  show(pixels);
  return { element: view, show };
}

// values: from 0 for paper to 255 for ink, row by row; null for paper alone.
export function inkImage(values, width, height) {
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++)
    image.data.set([21, 21, 31, values?.[i] ?? 0], 4 * i);
  return image;
}

// Violet for positive numbers, orange for negative ones, the stronger the nearer to largest.
export function signedImage(values, width, height, largest) {
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    const share = values[i] / largest;
    image.data.set([...share > 0 ? Positive : Negative, Math.round(255 * Math.abs(share) ** 0.75)], 4 * i);
  }

  return image;
}
