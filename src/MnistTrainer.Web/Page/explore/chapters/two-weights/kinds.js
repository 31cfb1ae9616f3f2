// The color of each optimizer, the same in all figures.
export const kinds = {
  "gradient-descent": "ten", sgd: "nine", momentum: "five", nesterov: "one", adagrad: "six", adadelta: "eight", rmsprop: "three", adam: "two", nadam: "seven", adamw: "four",
};
