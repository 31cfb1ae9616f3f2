// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "The chain rule, step by step", summary: "The formula that every weight follows: derived line by line, with numbers, and measured.",
  lead: "Descent needs the slope of the error for **every weight**: $\\frac{\\partial E}{\\partial w}$, how $E$ changes when only this weight changes a little. A weight is deep inside the network, and still the formula is short. Each line below changes one term of the line before: orange becomes violet.",
  change: "Change the numbers", changeNote: "You can change every number of the network. All formulas below follow.", inputs: "Inputs", hiddenWeights: "Into the hidden layer", outputWeights: "Into the output layer", targets: "Targets",
  original: "Original numbers", layer0: "input", layer1: "hidden", layer2: "output", targetShort: "target", hiddenName: name => `w${name} into the hidden layer`, outputName: name => `w${name} into the output layer`, rate: "Learning rate α", symbol: "Number", weight: "Weight", stepColumn: "Step",
  rule: "How errors go back", exactRule: "chain rule, exactly", bookRule: "the book's rule",

  outputTitle: "A weight into the output layer",
  output: `The error is the sum of the squares over all outputs, $E = \\sum_n (t_n - o_n)^2$. We want its slope for one weight $w_{jk}$, which leads from the hidden node $j$ to the output node $k$. The letters $i, j, k$ are for nodes of the input, hidden and output layer.

The sign $\\partial$ is the $d$ of a derivative where only one of several numbers changes: all other weights stay as they are. The **chain rule** takes a long dependence apart: if $w$ changes $o$, and $o$ changes $E$, the two slopes are multiplied.

$$\\frac{\\partial E}{\\partial w} = \\frac{\\partial E}{\\partial o} \\cdot \\frac{\\partial o}{\\partial w}$$

Below each term is its number for this network. A question mark still waits for its derivative.`,
  outputDrawing: "The network with the outputs of all nodes, the weights on the links, and the chosen weight into the output layer highlighted", chooseOutput: "Weight into the output layer", outputList: "The derivation for a weight into the output layer",
  outputQuestion: "Output 2 misses its target by 0.51, more than output 1. The weight $w_{11}$ leads to output 1. How much does the error of output 2 contribute to the slope for $w_{11}$?",
  outputAll: "the larger part, because its error is larger", outputHalf: "half of it, because it is one of two outputs", outputNone: "nothing",
  outputReason: "Nothing. Whatever $w_{11}$ is, output 2 stays the same: no path leads there. Its term of the sum is a constant, and the slope of a constant is 0.",
  outputTry1: "Output 1 meets its target: which factor makes the step 0?", outputTry2: "Output 2 is too large. What is the sign of the slope, and in which direction does the weight move?", outputTry3: "Completely wrong, and hardly a step: which factor is to blame?",
  outputWhy0: error => `How does the error $E$ = ${error} change if only $w_{jk}$ changes? The sum has a term for each output.`,
  outputWhy1: (j, k, other) => `Only $o_k$ depends on $w_{jk}$: the link from hidden node ${j} leads to output ${k} and nowhere else. The other term, ${other}, is a constant, and its slope is 0. The sum disappears.`,
  outputWhy2: "The chain rule: the weight changes the output, the output changes the error. Two slopes, multiplied.",
  outputWhy3: (target, output) => `The first slope: the square brings down a **2**, and the inside, $t_k - o_k$, has the slope −1 for $o_k$, as the target $t_k$ is a constant. Here $-2(${target} - ${output})$.`,
  outputWhy4: net => `The output is the sigmoid of the sum of all signals that reach the node. Call this sum $z_k = \\sum_j w_{jk} o_j$. Here $z_k = ${net}$.`,
  outputWhy5: "The chain rule again: the slope of the sigmoid, $\\sigma(z) (1 - \\sigma(z))$, times the slope of what is inside. Why the slope is that is derived in the next figure.",
  outputWhy6: (j, k) => `In the sum, only one term has the weight: $w_{${j}${k}} \\cdot o_{${j}}$. Its slope is what it is multiplied by, the output $o_j$ of the node that the link comes from. All others are constants.`,
  outputWhy7: "$\\sigma(z_k)$ is the output $o_k$ itself, which is known from the way forward. Nothing new has to be computed. This is the complete slope.",
  outputWhy8: value => `Where does the 2 go? It is the same for **every** weight, so it changes no direction, only the length of all steps, and the learning rate decides that anyway. The book leaves it out; the library starts from half the squares, which is the same: ${value}.`,
  outputWhy9: (old, move, next) => `A step against the slope: $\\Delta w_{jk} = -\\alpha \\cdot \\frac{\\partial E}{\\partial w_{jk}}$, and the two minus signs cancel. The new weight is $${old} + ${move} = ${next}$.`,
  outputTable: "The factors for all weights into the output layer",
  rowTarget: "Target t", rowOutput: "Output o", rowError: "Error t − o", rowSlope: "Slope o(1 − o)", rowBelow: "Output of the hidden node", rowWith2: "∂E/∂w with the 2", rowWithout2: "∂E/∂w without the 2", rowMove: "Δw", rowNext: "New weight", rowWeight: "Weight now",

  slopeTitle: "The slope of the sigmoid",
  slope: `The derivation above takes the slope of the sigmoid from here. It is the chain rule once more: the sigmoid is a power of something that has an exponential inside.

The result has a gift in it. Whoever knows the output $o = \\sigma(z)$ knows the slope, $o (1 - o)$, without computing another exponential. And it has a warning: the slope is near 0 wherever the output is near 0 or 1.`,
  slopePlot: "The sigmoid with its tangent, and its slope as a second curve", slopeList: "The derivation of the sigmoid's slope",
  slopeTry1: "At 0, the sigmoid is the steepest. How steep?", slopeTry2: "At 5, the output is 0.9933. How much is left of the slope?",
  slopeReadout: (z, value, slope) => `At $z$ = ${z}: output ${value}, slope **${slope}**`,
  slopeWhy0: (power, one, value) => `The sigmoid is one over one plus $e^{-z}$. Here $e^{-z}$ = ${power}, one plus that is ${one}, and the output ${value}.`,
  slopeWhy1: "One over something is the same as something to the power of −1.",
  slopeWhy2: "The chain rule: the power of −1 gives $-(\\dots)^{-2}$, times the slope of what is inside.",
  slopeWhy3: "The 1 has the slope 0. $e^{-z}$ has itself as its slope, times −1 from $-z$.",
  slopeWhy4: "Two minus signs cancel, and the square in the denominator is shared by two fractions.",
  slopeWhy5: "The first fraction is $\\sigma(z)$. The second is what it lacks to 1: $1 - \\frac{1}{1 + e^{-z}} = \\frac{e^{-z}}{1 + e^{-z}}$.",
  slopeTable: "The sigmoid and its slope",

  hiddenTitle: "A weight into the hidden layer",
  hidden: `A weight $w_{ij}$ leads from input $i$ to hidden node $j$. Its output $o_j$ reaches **every** output node, so this time the sum stays.

And hidden nodes have no targets. What takes the place of $t - o$ is the error $e_j$ that comes back through the weights $w_{jk}$. There are two ways to send it back:

**Exactly**, the chain rule sends back each error times the slope of its output, $e_j = \\sum_k w_{jk} \\cdot (t_k - o_k)$ $\\cdot o_k (1 - o_k)$.

**The book** reuses the formula from above with other letters, and sends back the errors themselves, $e_j = \\sum_k w_{jk} \\cdot (t_k - o_k)$. That is simpler. It is not the slope of $E$, but it points nearly the same way.`,
  hiddenDrawing: "The network with the chosen weight into the hidden layer and the links that its effect takes to both outputs highlighted", chooseHidden: "Weight into the hidden layer", hiddenList: "The derivation for a weight into the hidden layer",
  hiddenQuestion: "The book's rule leaves out the slopes $o_k (1 - o_k)$ of the outputs. How long is its step of $w_{11}$, compared with the exact one?",
  hiddenShorter: "about a quarter as long", hiddenSame: "as long", hiddenLonger: "about four times as long",
  hiddenReason: "A slope $o_k (1 - o_k)$ is never above 0.25. Leaving it out makes what comes back about four times as large: 0.3814 instead of 0.0919. The book's program trains its hidden layer faster.",
  hiddenTry1: "The exact rule, to its last line.", hiddenTry2: "The book's rule, to its last line: which number has changed?", hiddenTry3: "An input of 0: what do its weights learn?",
  hiddenWhy0: (i, j) => `$w_{${i}${j}}$ changes the hidden node ${j}, and that changes **both** outputs. No term of the sum disappears.`,
  hiddenWhy1: "In each term, the first slope is the same as before: $-2(t_k - o_k)$.",
  hiddenWhy2: "Each output is the sigmoid of a sum, in which the hidden node $j$ is multiplied by $w_{jk}$. So its slope is $o_k (1 - o_k) \\cdot w_{jk}$, times what the weight does to $o_j$.",
  hiddenWhy3: j => `What the weight does to $o_j$ is the same in all terms, and moves out of the sum: everything passes through hidden node ${j}.`,
  hiddenWhy4: (products, back) => `The sum without the −2 is the error that comes back, $e_j = \\sum_k w_{jk} \\cdot (t_k - o_k)$ $\\cdot o_k (1 - o_k)$. Here ${products} = $${back}$.`,
  hiddenWhy5: "The rest is as in the output layer: a sigmoid of a sum, in which the weight is multiplied by the input $o_i$.",
  hiddenWhy6: value => `Without the 2, as before: ${value}. The formula has the same form as that of the output layer, with $e_j$ in the place of $t_k - o_k$.`,
  hiddenWhy7: (old, move, next) => `A step against the slope. The new weight is $${old} + ${move} = ${next}$.`,
  bookWhy0: "The book starts from what it has: the formula for a weight into the output layer, without the 2.",
  bookWhy1: "One layer down, the same letters move along: $j$ becomes $i$, and $k$ becomes $j$. But a hidden node has no target $t_j$.",
  bookWhy2: "So the error of the hidden node, $e_j$, takes its place.",
  bookWhy3: (products, back, i, j) => `The book sends the errors back through the weights, as they are: $e_j$ = ${products} = $${back}$. The slopes of the outputs are missing, so this is not the exact slope for $w_{${i}${j}}$.`,
  hiddenLater: "The last line compares the two rules.",
  hiddenReadout: (exact, book) => `The error that comes back to the hidden node: exactly ${exact}, by the book's rule ${book}`,
  hiddenTable: "The factors for all weights into the hidden layer, by both rules",
  exactBack: "Error that comes back, exactly", bookBack: "Error that comes back, by the book's rule", rowSlopeHidden: "Slope o(1 − o) of the hidden node", rowInput: "Input",
  exactChange: "Slope without the 2, exactly", bookChange: "In its place by the book's rule", exactNext: "New weight, exactly", bookNext: "New weight, by the book's rule",

  matrixTitle: "All weights at once",
  matrix: `Every weight of a layer has the same formula: the error of the node that it leads to, the slope there, and the output of the node that it comes from. So all of them are one product:

$$\\Delta W = \\alpha \\cdot E \\odot o \\odot (1 - o) \\cdot o^{\\text{T}}$$

$E$ and the first $o$ are columns with one number for each node of this layer, and $\\odot$ multiplies them number by number. The last $o$ is the output of the layer **below**, and $\\text{T}$ turns the column into a row. A column times a row is a matrix, with a row for each node that a weight leads to, and a column for each node that it comes from.

For the hidden layer, the error is what comes back through the weights of the output layer: $W^{\\text{T}} E$ by the book's rule, $W^{\\text{T}} (E \\odot o \\odot (1 - o))$ exactly.`,
  matrixQuestion: "A column of 2 numbers, $E \\odot o \\odot (1 - o)$, is multiplied by a row of 2 numbers, $o^{\\text{T}}$. What is the result?",
  matrixNumber: "one number", matrixColumn: "a column of 2 numbers", matrixMatrix: "2 rows and 2 columns",
  matrixReason: "Each number of the column is multiplied by each of the row: 2 × 2 numbers, one for each weight of the layer. (A row times a column would be one number.)",
  matrixTry1: "The output layer, to the new weights.", matrixTry2: "The hidden layer: where is the input 0.5 in it?", matrixTry3: "A learning rate of 10: does the error still become smaller?",
  layer: "Layer", matrixList: "The change of all weights of a layer, factor by factor",
  matrixWhy0: "The formula of one weight, as derived above.", matrixWhyHidden: "The formula of one weight, as derived above, with the error $e_j$ that comes back.",
  matrixWhy1: "The errors of all nodes of the layer, as a column.",
  matrixWhy2: "Each error is multiplied by the slope of its own node, number by number.",
  matrixWhy3: "Column times row: what a node has, times every output of the layer below. This is the slope of every weight, without the 2 and with the opposite sign.",
  matrixWhy4: "Times the learning rate: how much every weight changes.",
  matrixWhy5: "Added to the weights. That is one step of training on one example.",
  matrixReadout: (before, after) => `Error $E$ now ${before}, after a step of both layers **${after}**`,
  take: "Take the step", takeTen: "Take 10 steps", trainPlot: "The error over 100 steps on this example, by both rules",
  matrixTable: "All weights before and after the step",

  checkTitle: "Is the slope right? Nudge a weight",
  check: `A slope can be measured without any derivation. Make one weight a little larger, run the network forward, make it a little smaller, run again, and divide:

$$\\frac{\\partial E}{\\partial w} \\approx \\frac{E(w + h) - E(w - h)}{2 h}$$

This is the **gradient check**. It takes two runs for each weight, far too slow to train with, but it finds every slip in a derivation. Here the 2 of the square is included. Step through all eight weights.

The lower plot has the difference between both for all sizes of the nudge. A large one measures the bend of the curve; a tiny one drowns in the rounding of the computer.`,
  checkQuestion: "Now errors go back by the book's rule. For which weights does the check find a difference?",
  checkNone: "for none", checkOutputs: "for those into the output layer", checkHidden: "for those into the hidden layer", checkAll: "for all eight",
  checkReason: "The last layer follows the exact slope in both rules. Below it, the book's rule is not the slope of the squared error, and the check finds that. (It is the slope of another error, the cross-entropy of chapter 5.)",
  checkTry1: "The exact rule, nudged by 0.001: how many digits agree?", checkTry2: "The book's rule: the orange line is no tangent.", checkTry3: "A nudge of 2: the measured slope is that of a line through two far points.", checkTry4: "The smallest nudge: why is it less accurate than 0.001?",
  checkPlot: "The error over one weight, the line with the slope by rule, and the line through the two nudged points", precisionPlot: "Difference between the measured slope and that by rule, over the nudge",
  nudge: "Nudge h", gap: "difference", oneSided: "nudged up only", bothWays: "nudged both ways", ruleLine: "slope by rule", nudgeLine: "measured slope",
  byRule: "By rule", measured: "Measured", agrees: "Result", agree: "agrees", disagree: "differs",
  checkReadout: (name, byRule, measured, agrees) => `${name}: by rule ${byRule}, measured ${measured}: **${agrees ? "they agree" : "they differ"}**`,
  checkTable: "All eight weights: the slope by rule and the measured one",
};
