// A drawing in the frame of the digits: its longer side 20 of 28 pixels, its center of mass in the middle, light ink on dark as numbers to 255.
import { Pixels, Side } from "./digits.js";

const Box = 20;
const Faintest = 24; // of 255: what counts as ink

// { blob }: an image of dark ink on white paper. Null without ink.
export async function framed({ blob }) {
  const image = await createImageBitmap(blob);
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return frame(Float64Array.from({ length: image.width * image.height }, (_, i) => 255 - data[4 * i]), image.width, image.height);
}

// ink: rows of numbers from 0 to 255.
export function frame(ink, width, height) {
  const box = boxOf(ink, width, height);
  if (box === null)
    return null;
  const scale = Box / Math.max(box.right - box.left, box.bottom - box.top);
  const [columns, rows] = [box.right - box.left, box.bottom - box.top].map(length => Math.max(1, Math.round(length * scale)));
  const digit = shrink(ink, width, box, columns, rows);
  const strongest = Math.max(...digit);
  const [x, y] = center(digit, columns);
  const place = (middle, length) => Math.min(Side - length, Math.max(0, Math.round((Side + 1) / 2 - middle)));
  const [left, top] = [place(x, columns), place(y, rows)];
  const pixels = new Uint8Array(Pixels);
  digit.forEach((value, i) => { pixels[(top + Math.floor(i / columns)) * Side + left + i % columns] = Math.round(255 * value / strongest); });
  return pixels;
}

function boxOf(ink, width, height) {
  const box = { left: width, top: height, right: 0, bottom: 0 };
  ink.forEach((value, i) => {
    if (value < Faintest)
      return;
    const [x, y] = [i % width, Math.floor(i / width)];
    Object.assign(box, { left: Math.min(box.left, x), top: Math.min(box.top, y), right: Math.max(box.right, x + 1), bottom: Math.max(box.bottom, y + 1) });
  });
  return box.right > box.left ? box : null;
}

// Each pixel is the mean of the area that it covers.
function shrink(ink, width, { left, top, right, bottom }, columns, rows) {
  const across = tapsOf(left, right, columns);
  const down = tapsOf(top, bottom, rows);
  return Float64Array.from({ length: columns * rows }, (_, i) => {
    let sum = 0;
    for (const [y, share] of down[Math.floor(i / columns)]) {
      for (const [x, part] of across[i % columns])
        sum += share * part * ink[y * width + x];
    }

    return sum;
  });
}

// For each pixel of the result, the pixels that it covers and their shares.
const tapsOf = (from, to, count) => Array.from({ length: count }, (_, i) => {
  const step = (to - from) / count;
  const [start, end] = [from + i * step, from + (i + 1) * step];
  const covered = [];
  for (let at = Math.floor(start); at < Math.min(to, Math.ceil(end - 1e-9)); at++)
    covered.push([at, (Math.min(at + 1, end) - Math.max(at, start)) / step]);
  return covered;
});

// In pixels from the top left corner.
function center(digit, columns) {
  let [mass, x, y] = [0, 0, 0];
  digit.forEach((value, i) => {
    mass += value;
    x += value * (i % columns + 0.5);
    y += value * (Math.floor(i / columns) + 0.5);
  });
  return [x / mass, y / mass];
}
