// How each optimizer changes a weight w with the slope g and the learning rate η, as in the table of docs/mathematics.md.
export const formulas = {
  "gradient-descent": ["w \\gets w - \\eta g"],
  sgd: ["w \\gets w - \\eta g"],
  momentum: ["v \\gets 0.9 v + g", "w \\gets w - \\eta v"],
  nesterov: ["v \\gets 0.9 v + g", "w \\gets w - \\eta (g + 0.9 v)"],
  adagrad: ["s \\gets s + g^2", "w \\gets w - \\eta \\frac{g}{\\sqrt{s}}"],
  adadelta: ["s \\gets 0.95 s + 0.05 g^2", "d = g \\frac{\\sqrt{u}}{\\sqrt{s}}", "u \\gets 0.95 u + 0.05 d^2", "w \\gets w - \\eta d"],
  rmsprop: ["s \\gets 0.9 s + 0.1 g^2", "w \\gets w - \\eta \\frac{g}{\\sqrt{s}}"],
  adam: ["m \\gets 0.9 m + 0.1 g", "v \\gets 0.999 v + 0.001 g^2", "w \\gets w - \\eta \\frac{\\hat{m}}{\\sqrt{\\hat{v}}}"],
  nadam: ["m \\gets 0.9 m + 0.1 g", "v \\gets 0.999 v + 0.001 g^2", "w \\gets w - \\eta \\frac{0.9 \\hat{m} + 0.1 \\hat{g}}{\\sqrt{\\hat{v}}}"],
  adamw: ["m \\gets 0.9 m + 0.1 g", "v \\gets 0.999 v + 0.001 g^2", "w \\gets w - \\eta \\frac{\\hat{m}}{\\sqrt{\\hat{v}}} - 0.01 \\eta w"],
};
