// Filters to choose from. No part of the page.

// Of each size, row by row. The numbers have few digits, so that they can be followed by hand.
const laplace = [0, 0, -1, 0, 0, 0, -1, -2, -1, 0, -1, -2, 16, -2, -1, 0, -1, -2, -1, 0, 0, 0, -1, 0, 0];
const across = row => Array(row.length).fill(row).flat();
const down = column => column.flatMap(weight => Array(column.length).fill(weight));
const only = (size, weight) => Array.from({ length: size * size }, (_, i) => i === (size * size - 1) / 2 ? weight : 0);
const sum = (a, b) => a.map((weight, i) => weight + b[i]);

export const written = {
  vertical: { 3: across([-1, 0, 1]), 5: across([-1, -1, 0, 1, 1]) },
  horizontal: { 3: down([-1, 0, 1]), 5: down([-1, -1, 0, 1, 1]) },
  outline: { 3: sum(Array(9).fill(-1), only(3, 9)), 5: laplace },
  blur: { 3: Array(9).fill(0.11), 5: Array(25).fill(0.04) },
  sharpen: { 3: [0, -1, 0, -1, 5, -1, 0, -1, 0], 5: sum(laplace, only(5, 1)) },
  same: { 3: only(3, 1), 5: only(5, 1) },
};
export const names = Object.keys(written);

// The name of a filter; null for the reader's own.
export const nameOf = (weights, size) => names.find(name => written[name][size].every((weight, i) => weight === weights[i])) ?? null;
