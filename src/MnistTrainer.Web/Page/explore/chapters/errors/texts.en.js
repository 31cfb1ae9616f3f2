// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Error functions", summary: "How wrong is the network? Three ways to add up errors, and why the square wins.",
  lead: "Descent needs one number that is lower the better the network is: the **error function**, also called loss function. It is made of the differences between the **target values**, which the outputs should have, and the **actual values**, which they have. There are several ways, and they are not equally good.",
  node: "Node", value: "value", output: "Output", outputOf: node => `Output of node ${node}`, target: "Target", difference: "target − output", absolute: "absolute value", square: "square", sum: "Sum",
  error: "error", slope: "slope", slopeOf: name => `slope of ${name}`, rate: "Learning rate", stepColumn: "Step", begin: "Output at the start", netInput: "Net input z",

  sumsTitle: "Sums that cancel",
  sums: `Three outputs, three targets. The simplest error is the difference, target less output. But an output that is too small has a positive difference, and one that is too large a negative one: in the sum, they cancel, and a network that is wrong twice looks perfect.

The **absolute value** and the **square** have no sign, so nothing cancels. Drag the outputs.`,
  sumsPlot: "Three outputs to drag, their targets, and the differences between them",
  sumsQuestion: "Three outputs miss their targets by 0.3, −0.2 and −0.1. What is the sum of the differences?",
  sumsReason: "0.3 − 0.2 − 0.1 = 0, although all three are wrong. The absolute values add up to 0.6 and the squares to 0.14.",
  sumsTry1: "The table of the book: 0.1, −0.1 and 0.", sumsTry2: "Very wrong, and still a sum of 0.", sumsTry3: "One output is wrong: all three sums notice it.",
  sumsReadout: (difference, absolute, square) => `Sums: differences ${difference}, absolute values **${absolute}**, squares **${square}**`,
  sumsTable: "The outputs, their targets, and the three errors",

  curvesTitle: "Three curves and their slopes",
  curves: `Now one output, and its error for every value that it could have.

The difference is a straight line. It has no minimum: downhill continues below zero. The absolute value is a **V**: its slope is −1 or 1, however small the error is, and it jumps at the target. The square is a smooth valley, $(t - y)^2$, with the slope $2(y - t)$: it becomes smaller the closer the output is.`,
  curvesPlot: "The three error functions over the output, with a target at the dashed line", slopesPlot: "The slopes of the three error functions",
  curvesTry1: "Very close to the target: which slope says so?", curvesTry2: "Far away: which slope is the largest?",
  curvesReadout: (difference, absolute, square) => `Slopes: difference ${difference}, absolute value **${absolute}**, square **${square}**`,
  curvesTable: "Errors and slopes for some outputs",

  descentTitle: "What descent makes of them",
  descent: `Gradient descent changes the output against the slope, $y \\gets y - r \\cdot \\text{slope}$. It starts in the same place on all three.

Remember the steps of one size in chapter 3: a slope that is always 1 or −1 gives exactly those.`,
  descentPlot: "The output after every step of descent on each of the three error functions",
  descentQuestion: "Descent on the absolute value, from 0.98 to the target 0.5, with a learning rate of 0.1. How does it end?",
  settles: "It settles on the target.", hovers: "It hovers around the target and never settles.", runsAway: "It runs away.",
  descentReason: "Every step is 0.1 long: 0.98, 0.88, …, 0.58, 0.48, 0.58, 0.48. The V hovers. The square slows down and settles, and the difference climbs away from the target without end.",
  descentTry1: "A small learning rate: the V hovers less, but everything takes longer.", descentTry2: "A learning rate of 0.5: the square arrives in one step.",
  descentTable: "The output after every step, on each of the three",

  entropyTitle: "Beyond the book: cross-entropy",
  entropy: `The output of a sigmoid is $y = \\sigma(z)$. If it should be 1 and $z$ is very negative, the output is confidently wrong. The square then lies on a plateau: its slope has the factor $y(1 - y)$, which is nearly 0.

The **cross-entropy**, $-\\ln y$ for a target of 1, cancels that factor. Its slope is $y - 1$: the more wrong, the steeper.`,
  entropyPlot: "Squared error and cross-entropy over the net input of a sigmoid whose target is 1", entropyTime: "The output after every step of descent on both",
  squareError: "squared error", entropyError: "cross-entropy",
  entropyQuestion: "The net input starts at −5, the output at 0.0067, and it should be 1. Which error function corrects it first?",
  squareFirst: "the squared error", entropyFirst: "the cross-entropy", bothEqual: "both take the same time",
  entropyReason: "At $z = -5$ the slope of the square is −0.013 and that of the cross-entropy −0.993, about 75 times as much.",
  entropyReadout: (z, output, square, entropy) => `$z$ = ${z}, output ${output}; slopes: square ${square}, cross-entropy **${entropy}**`,
  entropyTable: "The output after every step, on both",
};
