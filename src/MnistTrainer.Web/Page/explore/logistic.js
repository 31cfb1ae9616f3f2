// The logistic function, which the book calls the sigmoid. No part of the page.
export const sigmoid = z => 1 / (1 + Math.exp(-z));
