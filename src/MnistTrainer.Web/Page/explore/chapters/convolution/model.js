// Convolution and pooling over a square image of one channel, stored row by row. No part of the page: the tests hold it against the library.
import { sigmoid } from "../../logistic.js";

export const activations = { identity: z => z, relu: z => Math.max(0, z), sigmoid };

// Places of a window in a row of pixels with as many zeros on either side as there is padding; none where it does not fit.
export const sideOf = (side, { size, stride = 1, padding = 0 }) => Math.max(0, Math.floor((side + 2 * padding - size) / stride) + 1);

// Row and column of the top left corner of the window, which lies in the padding where they are negative.
export function cornerOf(side, geometry, place) {
  const columns = sideOf(side, geometry);
  const { stride = 1, padding = 0 } = geometry;
  return [Math.floor(place / columns) * stride - padding, place % columns * stride - padding];
}

// The pixels under the window, row by row; zeros outside of the image.
export function patchOf(image, side, geometry, place) {
  const [top, left] = cornerOf(side, geometry, place);
  const { size } = geometry;
  return Array.from({ length: size * size }, (_, i) => {
    const [y, x] = [top + Math.floor(i / size), left + i % size];
    return y < 0 || y >= side || x < 0 || x >= side ? 0 : image[y * side + x];
  });
}

const patchesOf = (image, side, geometry) => Array.from({ length: sideOf(side, geometry) ** 2 }, (_, place) => patchOf(image, side, geometry, place));

// What a filter makes of one place: the products, their sum, the net input and the output.
export function placeOf(image, side, { weights, bias = 0, activation = "identity", ...geometry }, place) {
  const patch = patchOf(image, side, geometry, place);
  const products = patch.map((pixel, i) => pixel * weights[i]);
  const sum = products.reduce((total, product) => total + product, 0);
  return { patch, products, sum, net: sum + bias, output: activations[activation](sum + bias) };
}

// The feature map of a filter: its side, and its outputs row by row.
export function mapOf(image, side, { weights, bias = 0, activation = "identity", ...geometry }) {
  const columns = sideOf(side, geometry);
  const { size } = geometry;
  const values = Array.from({ length: columns * columns }, (_, place) => {
    const [top, left] = cornerOf(side, geometry, place);
    const [first, last] = [Math.max(0, -left), Math.min(size, side - left)];
    let sum = 0;
    for (let y = Math.max(0, -top); y < Math.min(size, side - top); y++) {
      for (let x = first, pixel = (top + y) * side + left; x < last; x++)
        sum += image[pixel + x] * weights[y * size + x];
    }

    return activations[activation](sum + bias);
  });
  return { side: columns, values };
}

// A map with the largest or the mean value of each window, which moves by its own size; winners: where in the window the largest is, the first of equal ones.
export function pooled({ values, side }, size, kind) {
  const geometry = { size, stride: size };
  const patches = patchesOf(values, side, geometry);
  return {
    side: sideOf(side, geometry),
    values: patches.map(patch => kind === "max" ? Math.max(...patch) : patch.reduce((sum, value) => sum + value, 0) / patch.length),
    winners: patches.map(patch => patch.indexOf(Math.max(...patch))),
  };
}

// The image moved to the right; paper enters on the left.
export const moved = (image, side, by) => Array.from({ length: side * side }, (_, i) => i % side >= by ? image[i - by] : 0);

const dot = (a, b) => a.reduce((sum, one, i) => sum + one * b[i], 0);

// The net inputs of a dense layer without biases; the weights are node by node.
export const denseOf = (image, weights) => weights.map(own => dot(image, own));

// By how much numbers differ: the sum of their differences over the sum of their sizes; 0 for the same ones, 1 where none of both overlap.
export function differenceOf(a, b) {
  const size = values => values.reduce((sum, value) => sum + Math.abs(value), 0);
  const total = size(a) + size(b);
  return total === 0 ? 0 : size(a.map((value, i) => value - b[i])) / total;
}

// Numbers that a layer of filters is trained on, and a dense layer: weights and biases.
export const filterCount = (filters, size) => filters * (size * size + 1);
export const denseCount = (inputs, outputs) => outputs * (inputs + 1);

// A filter without bias and activation that should give a wanted map: half the sum of the squared errors, the error at each place, and the slope for each weight. It
// is a sum over all places: of the error there times the pixel that the weight was on. parts has what is added up.
export function slopesOf(patches, weights, wanted) {
  const errors = new Float64Array(patches.length);
  const slopes = Array(weights.length).fill(0);
  let loss = 0;
  patches.forEach((patch, place) => {
    let output = 0;
    for (let i = 0; i < weights.length; i++)
      output += patch[i] * weights[i];
    const error = errors[place] = output - wanted[place];
    loss += error * error / 2;
    for (let i = 0; i < weights.length; i++)
      slopes[i] += error * patch[i];
  });
  return { loss, errors, slopes, parts: i => patches.map((patch, place) => errors[place] * patch[i]) };
}

// Gradient descent on it from weights of 0: the weights, the loss and the slopes before the first step, and after each of them.
export function learned(image, side, size, wanted, rate, steps) {
  const patches = patchesOf(image, side, { size });
  const path = [];
  for (let weights = Array(size * size).fill(0); path.length <= steps; weights = weights.map((weight, i) => weight - rate * path.at(-1).slopes[i]))
    path.push({ weights, ...slopesOf(patches, weights, wanted) });
  return path;
}
