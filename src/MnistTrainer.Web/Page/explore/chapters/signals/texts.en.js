// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Signals", summary: "Signals through a network of two and two nodes, then of three layers, number by number.",
  lead: "A network computes with nothing but multiplication, addition and one function, the sigmoid. Here every number has its place, every number can be changed, and every key press does **one operation**: exactly what a pocket calculator would do.",
  inputs: "Inputs", weights: "Weights", hidden: "Hidden", outputs: "Outputs", node: "Node", layer: "Layer", netInput: "Sum (net input)", operation: "No.", calculation: "Operation", result: "Result",
  inputOf: node => `Input ${node}`, weightOf: (name, from, to) => `Weight ${name}, from ${from} to ${to}`, hiddenNode: node => `Hidden node ${node}`, outputNode: node => `Output node ${node}`,
  begin: "Nothing has been computed yet. Each step (key S) is one operation. Click any number to change it.",

  twoTitle: "Two and two nodes",
  two: `Two inputs, 1.0 and 0.5, and two nodes. Every input is connected to every node, and each connection has its **weight**: $w_{12}$ leads from input 1 to node 2.

The input layer computes nothing, it only hands its signals on. A node multiplies each signal by its weight, adds the products, and puts the sum through the **sigmoid function**:

$$z_j = x_1 w_{1j} + x_2 w_{2j}$$

$$o_j = \\frac{1}{1 + e^{-z_j}}$$`,
  twoPlot: "The network of two inputs and two nodes, with every number in its place",
  twoQuestion: "Which sum arrives at node 2, before the sigmoid? Its weights are $w_{12} = 0.2$ and $w_{22} = 0.8$.",
  twoReason: "$z_2 =$ $1.0 \\cdot 0.2 + 0.5 \\cdot 0.8 =$ $0.2 + 0.4 = 0.6$. Three more operations make it $o_2 = 0.6457$.",
  twoTry1: "All twelve operations at once: the book's 0.7408 and 0.6457.", twoTry2: "Inputs ten times as strong: are the outputs, too?", twoTry3: "All weights 0: the inputs do not matter any more.",
  twoTry4: "Negative weights into node 2: its signals hold it back.",
  twoTable: "All operations of the network, in their order",

  threeTitle: "Three layers of three nodes",
  three: `With a layer in between, the **hidden layer**, nothing new happens: the outputs of one layer are the inputs of the next. There are $3 \\cdot 3 + 3 \\cdot 3 = 18$ weights and 42 operations, seven for each of the six nodes.

The weights into the hidden layer are called $w$, those into the output layer $v$.`,
  threePlot: "The network of three layers of three nodes, with every number in its place",
  threeQuestion: "All three inputs are 0. What are the outputs of the hidden nodes?",
  threeZero: "0: no signal, no output", threeHalf: "0.5 each", threeOne: "1 each",
  threeReason: "All products are 0, so every sum is 0, and the sigmoid of 0 is $1 / (1 + e^0) = 1 / 2$. A node without signals is undecided, not silent.",
  threeTry1: "The book's numbers through to the end: 0.726, 0.708 and 0.778.", threeTry2: "The signs of the last weights reversed: each output becomes 1 minus itself.",
  threeTry3: "All first weights 10: every hidden node is at its limit of nearly 1.",
  threeTable: "All operations of the network, in their order",

  formulaTitle: "The frightening formula",
  formula: `One output is a single formula in all inputs and weights. Unfold it part by part: first the sigmoid is written out, then the sum in its exponent, then each hidden output in that sum, and so forth.

It is frightening, but each part is one you know. What it shows is why nobody solves it for the weights: a weight sits in an exponent, inside a fraction, inside another exponent. Working backward by algebra is hopeless even for 18 weights; we need another way.`,
  formulaPlot: "One output of the network as a formula, as far as it is unfolded",
  formulaOf: "Output", firstWeights: "first weights, w", secondWeights: "second weights, v",
  formulaQuestion: "The network has 18 weights. How many different ones occur in the formula of one output?",
  formulaReason: "All 9 of the first layer, because each hidden output depends on three of them, and the 3 that lead to this output: 12. The other 6 lead to the other two outputs.",
  unfold0: "The output is the sigmoid of a sum.", unfold1: "The sigmoid, written out.", unfold2: "The sum: each hidden output times its weight.",
  unfold3: "Each hidden output is a sigmoid of its own sum.", unfold4: "And each of these sums: every input times its weight. **This is all of it**: 12 weights, 12 multiplications, 4 sigmoids.",
  unfold5: "The numbers of the network above, each in its place. Change them there, and they change here.", unfold6: (node, result) => `And this is what it amounts to: $o_${node} =$ **${result}**`,
  formulaTable: "The sums and outputs of the six nodes",

  matrixTitle: "The same as matrix products",
  matrix: `Eighteen weights are a lot to write; 100,000 are too many. A **matrix** holds all weights of a layer: a row for each node, in which its weights stand in the order of the inputs. A row times the column of signals, number by number and added up, is the sum of one node. The whole layer is one product:

$$z = W \\cdot x \\quad o = \\sigma(z)$$

That is short to write whatever the size, and computers are very good at it. (The library of this project has the samples as rows and computes $x W$, which is the same, transposed.)`,
  networkChoice: "Network", networkTwo: "2 × 2", networkThree: "3 × 3 × 3",
  matrixBegin: "Each step multiplies one row by the column. All numbers are those of the networks above, and can be changed here, too.",
  matrixRow: (row, sum, result) => `Row ${row} times the column: ${sum} $=$ **${result}**`,
  matrixSigmoid: "The sigmoid of every sum, at once: the outputs of this layer, and the inputs of the next.",
  matrixQuestion: "A layer of 200 nodes receives an image of 784 pixels: a matrix of 200 rows and 784 columns times a column of 784 numbers. How many numbers result?",
  matrixReason: "One for each row, 200. The columns of the matrix must be as many as the numbers in the column, 784; they disappear in the sums. $200 \\cdot 784 = 156,800$ weights in one product.",
  matrixTry1: "The network of two and two: compare with the first figure.", matrixTry2: "All of 3 × 3 × 3: two products, two rounds of sigmoids.", matrixTry3: "A matrix with 1 on the diagonal hands every signal through.",
  matrixTable: "The sums and outputs of all nodes",
};
