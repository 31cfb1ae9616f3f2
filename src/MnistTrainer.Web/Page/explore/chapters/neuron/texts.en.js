// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "From neuron to node", summary: "What a node has from a neuron: signals, a threshold, and a smooth function in its place.",
  lead: "A computer multiplies in no time what takes us minutes, and yet even small animals recognize what is difficult for it. Their brains are made of neurons, each of them slow and simple. A **neural network** borrows their idea, in its simplest form. This chapter goes from the cell to the node, the part that networks are made of.",
  signal: node => `Signal ${node}`, threshold: "Threshold", sumName: "Sum", outputName: "Output", quantity: "Quantity", value: "Value", input: node => `input ${node}`, weight: node => `Weight ${node}`,
  stepFunction: "step function", sigmoidFunction: "sigmoid function", layer: "Layer",

  brainsTitle: "How few are enough",
  brains: `A pigeon has far fewer neurons than a computer has memory cells, and each of them is much slower. Still it finds its food, evades danger and flies home. A worm gets through its life with a few hundred.

So it is not the number alone. It is the way they work **together**, all at once, and they still work when some are lost or signals are a little wrong. The book's network for digits has 210 nodes that compute, 200 hidden ones and 10 outputs.`,
  brainsPlot: "Neurons of a worm, a fruit fly, a pigeon and a human, and the nodes of a network, on a logarithmic axis", brainsCount: "neurons", animal: "Animal", source: "Counted by",
  worm: "worm (C. elegans)", fly: "fruit fly", pigeon: "pigeon", human: "human", ownNodes: "nodes of your network",
  brainsQuestion: "A fruit fly flies, feeds, finds mates and evades your hand. How many neurons does it need for that?",
  brainsHundreds: "hundreds", brainsThousands: "about a hundred thousand", brainsMillions: "a hundred million",
  brainsReason: "About 100,000, as the book says; 139,255 when they were counted one by one. That many nodes fit into the memory of any computer.",
  brainsBegin: "Each step adds an animal.", brainsReadout: (name, cells, times) => `${name}: **${cells}** neurons, ${times} times the nodes of your network`,
  brainsTable: "Neurons of animals",

  cellTitle: "A neuron with a threshold",
  cell: `Electrical signals enter a neuron through its **dendrites**, meet in the cell body, and leave through the **axon**, whose terminals pass them to the dendrites of the next neurons. Ramón y Cajal drew such cells from the brain of a pigeon in 1899; this is a simplified one.

Does the output simply grow with the input? No: the neuron holds its signal back until enough has arrived. Think of a cup of water, which spills nothing until it is full. The level at which it fires is the **threshold**. In this way small noise is not passed on, only what is strong enough.`,
  cellPlot: "A neuron: three dendrites on the left, the cell body, which fills up, and the axon with its terminals on the right",
  dendrites: "dendrites", body: "cell body", axon: "axon", terminals: "terminals",
  cellQuestion: "Signals of 0.4, 0.4 and 0.1 arrive, and the threshold is 1. What leaves the neuron?",
  cellShare: "a signal of 0.9", cellNothing: "nothing", cellRest: "a signal of 0.1",
  cellReason: "The sum is 0.9, just below the threshold, and a neuron does not pass on a part of it. It fires, or it stays quiet.",
  cellTry1: "Just enough: 0.4 + 0.4 + 0.2 reaches the threshold.", cellTry2: "Three times the threshold: does it fire more?", cellTry3: "A very low threshold: now it reacts to every noise.",
  moment0: "Nothing has arrived yet.", moment1: numbers => `Signals arrive at the dendrites: ${numbers}.`, moment2: (numbers, sum) => `They add up in the cell body: ${numbers} = **${sum}**.`,
  fires3: (numbers, sum, threshold) => `**${sum}** reaches the threshold of ${threshold}: the neuron fires.`, fires4: () => "The signal runs along the axon.", fires5: () => "The terminals pass it on to other neurons. The output is **1**.",
  quiet3: (numbers, sum, threshold) => `**${sum}** is below the threshold of ${threshold}: the neuron stays quiet.`, quiet4: () => "Nothing runs along the axon.", quiet5: () => "Nothing is passed on. The output is **0**.",
  cellTable: "Signals, sum, threshold and output",

  functionsTitle: "Step or sigmoid",
  functions: `A function that takes the signals and makes the output, with some kind of threshold, is called an **activation function**. The neuron above is the **step function**: 0 below the threshold, 1 from there on.

Nature has no such sharp corners. The S-shaped **sigmoid function** is smoother: almost 0 far below the threshold, almost 1 far above, and gradual between. There is another reason to prefer it: the step function is flat, so a small change of the input changes nothing, and nothing shows in which direction to correct. The sigmoid has a slope everywhere.`,
  functionsPlot: "The step function and the sigmoid over the sum of the signals", steepness: "Steepness of the sigmoid",
  functionsQuestion: "The sigmoid becomes steeper and steeper. What does it turn into?",
  functionsLine: "a straight line", functionsStep: "the step function", functionsHalf: "the constant ½",
  functionsReason: "What is below the threshold falls to 0, what is above rises to 1, and the slope between becomes vertical. The step function is the limit of steep sigmoids.",
  functionsTry1: "Just below the threshold: drag the point across it, and compare.", functionsTry2: "A threshold of −2: both functions move along. How high is the sigmoid there?",
  functionsReadout: (sum, step, smooth) => `Sum ${sum}: step function **${step}**, sigmoid **${smooth}**`,
  functionsTable: "Both functions for some sums",

  logisticTitle: "The logistic function",
  logistic: `There are several S-shaped functions. The book's, and ours, is the **logistic function**:

$$y = \\frac{1}{1 + e^{-x}}$$

It looks harder than it is: four operations of a calculator. Take them one by one, and follow both the number and the curve.`,
  logisticPlot: "The curve after each of the four operations, up to the logistic function",
  logisticQuestion: "Where does the logistic function cross the axis of y, at $x = 0$?",
  logisticReason: "Any number to the power of 0 is 1, so $e^0 = 1$ and $y = 1 / (1 + 1) = 1/2$.",
  logisticTry1: "The sum 1.05 of the next chapter: 0.7408.", logisticTry2: "A large $x$: $e^{-x}$ is nearly nothing, so the output is nearly 1.", logisticTry3: "A very negative $x$: the denominator is large, so the output is nearly 0.",
  stage0: x => `Start with $x$ = **${x}**.`, stage1: (x, minus) => `Change the sign: $-x$ = **${minus}**`, stage2: (x, minus, power) => `$e$ to that power: $e^{-x}$ = **${power}**, which is never negative.`,
  stage3: (x, minus, power, plus) => `Add 1: $1 + e^{-x}$ = **${plus}**, which is always more than 1.`, stage4: (x, minus, power, plus, share) => `Divide 1 by it: 1 / ${plus} = **${share}**, always between 0 and 1.`,
  logisticTable: "All operations for some x",

  eulerTitle: "And what is e?",
  euler: `$e$ is a constant like π that turns up all over mathematics and physics. Its digits never end: 2.71828… A number like that is called transcendental.

One place where it turns up: a value of 1 grows by 100 % a year. Paid at the end, that makes 2. Paid in two halves, the first half grows, too: $1.5 \\cdot 1.5 = 2.25$. In $n$ parts it is

$$(1 + \\frac{1}{n})^n$$`,
  eulerPlot: "Growth over one year in equal parts, each of which grows by its share", year: "year", parts: "Parts n",
  eulerQuestion: "The parts become more and more: a thousand, a million. How far does the value rise?",
  eulerEndless: "without end", eulerThree: "to exactly 3", eulerBelow: "to less than 3",
  eulerReason: "Each doubling of the parts adds less, about half as much as the one before. The limit is $e$ = 2.718281828…, and growth without any parts, at every instant, is $e^x$.",
  eulerReadout: (parts, value) => `$n$ = ${parts}: **${value}**`, eulerTable: "The value after one year",

  layersTitle: "Nodes in layers",
  layers: `An artificial neuron is called a **node**. Nodes stand in **layers**, and each node is connected to all nodes of the next layer: **fully connected** (FC). Not every connection will turn out to be useful. But this is easy to write down for a computer, and learning weakens what is not needed.

The **input layer** computes nothing: its nodes only represent the inputs and hand them on. Sums and sigmoids are the work of all other nodes.`,
  layersPlot: "Three layers of nodes, with all connections between them. Nodes that compute have a sigmoid in them, those of the input layer a straight line",
  inputLayer: "input layer", hiddenLayer: "hidden layer", outputLayer: "output layer",
  layersQuestion: "Layers of 3, 4 and 2 nodes, fully connected. How many connections are there?",
  layersReason: "Each of 3 to each of 4, and each of 4 to each of 2: $3 \\cdot 4 + 4 \\cdot 2 = 20$. Each of them will have a weight.",
  layersTry1: "The book's network of three layers of three.", layersTry2: "Eight nodes a layer: the connections grow much faster than the nodes.",
  reached0: "No signal yet.", reached1: "The inputs are there, unchanged.", reached2: "The hidden layer has computed.", reached3: "The output layer has computed.",
  layersReadout: (sum, total) => `Connections: $${sum} =$ **${total}**`,
  nodesOf: layer => `Nodes of the ${layer}`, nodes: "Nodes", incoming: "Connections into it", computes: "Computes", nothing: "nothing", sumAndSigmoid: "sum and sigmoid",
  layersTable: "The layers, their nodes and connections",

  fadeTitle: "What a weight near 0 means",
  fade: `Where does a network keep what it has learned? Not in the nodes, whose sigmoid is always the same, but in the strength of the connections: each signal is multiplied by the **weight** of its connection, and learning changes the weights.

A large weight passes a signal on amplified, a small one weakened, a negative one works against the output. A weight of 0 multiplies everything by 0: the connection might as well be missing. So the connection **fades as its weight does**, and that is how a network gets rid of those it does not need.`,
  fadeDrawing: "A node with three inputs, whose connections are as strong as their weights", fadePlot: "The output while one input moves from 0 to 1 and the others stay at 0.5: one curve for each input",
  changedInput: "the one input that changes",
  fadeQuestion: "The weight of input 3 is 0. Input 3 rises from 0 to 1. What does the output do?",
  fadeZero: "It falls to 0.", fadeSame: "It stays the same.", fadeHalf: "It moves to 0.5.",
  fadeReason: "The input adds $0 \\cdot 0 = 0$ to the sum, and later $1 \\cdot 0 = 0$. Its curve is a flat line: the output no longer depends on it.",
  fadeTry1: "Weight 3 at 0.1: almost flat, almost gone.", fadeTry2: "Only input 1 is left.", fadeTry3: "All weights 0: no input matters, and the output is ½.",
  fadeReadout: (first, second, third) => `From 0 to 1, input 1 moves the output by **${first}**, input 2 by **${second}**, input 3 by **${third}**.`,
  fadeTable: "The output at both ends of each input", inputColumn: "Input", weightColumn: "Weight", outputAtZero: "Output for 0", outputAtOne: "Output for 1",
};
