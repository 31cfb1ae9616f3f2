// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Two weights", summary: "Errors as landscapes: valleys, ravines and saddles, and ten ways down.",
  lead: "With one weight, the error is a curve. With two, it is a **landscape**: every pair of weights is a place, and the error is its height. A network of 100,000 weights has a landscape in 100,000 directions, which nobody can draw; but what makes the way down difficult is already here with two.",
  plainDescent: "Gradient descent", start: "Start", rate: "Learning rate", stepColumn: "Step", error: "error", optimizer: "Optimizer", surfaceLabel: "Landscape", slopeAlong: axis => `slope along ${axis}`,
  bowl: "Bowl", ravine: "Ravine", saddle: "Saddle", rosenbrock: "Rosenbrock", neuron: "A neuron",
  bowlFormula: "$f = \\frac{1}{2}(x^2 + y^2)$: equally steep on all sides.", ravineFormula: "$f = \\frac{1}{2}(x^2 + 25 y^2)$: 25 times as curved across as along.",
  saddleFormula: "$f = \\frac{1}{2}x^2 + \\frac{1}{4}(y^2 - 1)^2$: a pass between two valleys. On it, the slope is 0, and it is no minimum.",
  rosenbrockFormula: "$f = (1 - x)^2 + 100(y - x^2)^2$, by Rosenbrock (1960): a bent ravine. Heights are drawn as $\\ln(1 + f)$.",
  neuronFormula: "The mean of $\\frac{1}{2}(o - t)^2$ over eight samples, of a neuron $o = \\sigma(w_1 x_1 + w_2 x_2)$. See below.",

  surfaceTitle: "A landscape and its slope",
  surface: `Lines of equal error are **contours**, as on a map of mountains: where they are close together, it is steep. The crosses mark the minima.

In a landscape, the slope has two numbers, one for each weight: how much the error changes if only this weight moves. Together they are the **gradient**. The arrow points against it, straight downhill, and gradient descent changes each weight by its own slope:

$$x \\gets x - r \\cdot \\frac{\\partial f}{\\partial x} \\quad y \\gets y - r \\cdot \\frac{\\partial f}{\\partial y}$$

Drag the start on the map, and turn the landscape.`,
  contourPlot: "Lines of equal error over two weights, with the steps of gradient descent and an arrow downhill", landscape: "The error over two weights as a landscape in three dimensions, with the steps of gradient descent",
  turn: "Turn", tilt: "Tilt",
  surfaceQuestion: "In the ravine $f = \\frac{1}{2}(x^2 + 25y^2)$ you stand at $x = -2.5$, $y = 1.2$. The minimum is at 0, 0. Where does straight downhill lead?",
  towardMinimum: "toward the minimum", acrossRavine: "almost straight across the ravine", alongRavine: "along the ravine",
  surfaceReason: "The slopes are $x = -2.5$ and $25y = 30$. The step across is twelve times as long as the step along, although there is farther to go along. So descent swings from side to side and advances slowly.",
  surfaceTry1: "Ravine, rate 0.07: it swings across, and creeps along.", surfaceTry2: "Rate 0.081, above $2/25$: the swings grow. The steepest direction limits the rate.",
  surfaceTry3: "Exactly on the ridge of the saddle: it ends on the pass. Move the start a little.", surfaceTry4: "Rosenbrock: into the bent ravine in a few steps, and then hardly anywhere.",
  surfaceReadout: (x, y, value, slopeX, slopeY, moveX, moveY) => `At (${x}, ${y}): error **${value}**, slopes ${slopeX} and ${slopeY}, next move (${moveX}, ${moveY})`,
  surfaceTable: "All steps of gradient descent",

  raceTitle: "A race of ten",
  race: `All optimizers of this project start at the same place. They differ in what they remember. **Momentum** remembers its velocity and rolls like a ball: swings cancel, and what is left is the way along the ravine. **AdaGrad** and its descendants divide each slope by its usual size, so that steep and flat directions advance alike. **Adam** does both.

A rate that is good for one is useless for another. So every optimizer has its own, and a button for its **best**: of 71 rates from 0.0001 to 1000, the one with the lowest error on average over 100 steps. It belongs to this landscape and this start; nobody knows it beforehand.

With an exact slope, SGD steps as gradient descent does. On the neuron it takes one sample a step, as its name says: stochastic, by chance.`,
  racePlot: "The paths of the optimizers over lines of equal error", raceTime: "The error of each optimizer after every step", racers: "The optimizers and their learning rates",
  rateOf: name => `Learning rate of ${name}`, best: "Best", allBest: "Best rate for each", allDefaults: "Defaults of the library",
  raceQuestion: "AdaGrad divides by the root of the sum of **all** squared slopes so far. If the slope stays the same, what becomes of its steps?",
  longer: "longer and longer", shorter: "shorter and shorter", equalLength: "equally long",
  raceReason: "After $n$ equal slopes the sum is $n g^2$, and the step is $\\eta / \\sqrt{n}$: the hundredth is a tenth of the first. AdaGrad tires. RMSProp, AdaDelta and Adam forget old slopes, so they do not.",
  raceTry1: "The library's default rates: good for many small weights, not for this ravine.", raceTry2: "The saddle, almost on the ridge: who leaves it first?",
  raceTry3: "Momentum after 25 steps: it has rolled past the minimum, and turns. After 45 steps it is back.", raceTry4: "AdaDelta with the rate 1 of its paper: its first steps are tiny, because it has not moved yet.",
  raceTable: "Where each optimizer is at this step", stepsTo: "steps to an error below 0.01",
  insideLabel: "Look inside", "part-slope": "slope", "part-velocity": "velocity", "part-sum": "sum of squared slopes", "part-squares": "mean of squared slopes", "part-mean": "mean of slopes", "part-moves": "mean of squared moves", "part-move": "move",
  "idea-gradient-descent": "Straight downhill, with the slope of all data.", "idea-sgd": "The slope of a few samples, or of one: a rough estimate, but many cheap steps lead farther than one exact step.",
  "idea-momentum": "A velocity that keeps 0.9 of itself: equal directions add up to ten times the slope, opposite ones cancel.",
  "idea-nesterov": "Momentum that takes the slope where the velocity is about to lead, so that it brakes earlier.",
  "idea-adagrad": "Every weight has its own step: the larger its slopes were, the smaller.", "idea-adadelta": "As RMSProp, with a numerator that has the size of its own earlier moves: it needs no learning rate.",
  "idea-rmsprop": "AdaGrad that forgets: a running mean in place of the sum.", "idea-adam": "Momentum and a scale for each weight. Both means start at 0; the hats correct for that.",
  "idea-nadam": "Adam with Nesterov's look ahead.", "idea-adamw": "Adam that pulls every weight toward 0 a little, beside the step and not through the slope.",

  dataTitle: "A real neuron",
  data: `Where do such landscapes come from? Here is one of a neuron with two inputs and two weights, $o = \\sigma(w_1 x_1 + w_2 x_2)$, and eight samples. Each place on the map is a neuron; the second figure shows what that neuron answers everywhere, and the line where its answer is ½.

Descent on the map **turns the line** between the two kinds of samples. One sample stays on the wrong side of every good line, so the error has no zero. The targets are 0.9 and 0.1, numbers that a sigmoid can reach.

Each optimizer uses the best of the rates that keep its way from the first start on the map.`,
  neuronWeights: "The error over the two weights of a neuron, with the way of an optimizer", neuronData: "Eight samples, the neuron's answer everywhere, and the line where it is one half",
  input: i => `Input x${"₁₂"[i - 1]}`, output: "Output", target: "Target", targetHigh: "target 0.9 (dots), answer above ½", targetLow: "target 0.1 (squares), answer below ½",
  neuronQuestion: "Both weights are 0. What does the neuron answer to a sample?",
  neuronReason: "The net input is $0 \\cdot x_1 + 0 \\cdot x_2 = 0$ for every sample, and $\\sigma(0) = 0.5$: a neuron that knows nothing.",
  neuronTry1: "SGD: one sample a step. The way trembles, and still arrives.", neuronTry2: "Momentum after 40 steps: it has rolled far past the valley, and turns.", neuronTry3: "Another start: drag it onto the plateau on the left. Why is it slow there?",
  neuronReadout: (w1, w2, value, correct) => `$w_1$ = ${w1}, $w_2$ = ${w2}: error **${value}**, ${correct} of 8 on the right side`,
  neuronTable: "What the neuron answers to each sample at this step",

  familyTitle: "A family tree",
  family: `Ten optimizers in 172 years, and only a few ideas: fewer samples, a velocity, a scale for each weight, and forgetting. Choose one to see whose ideas it has.`,
  familyTree: "The optimizers by year, with lines from ideas to those who took them up",
  parents: names => `It builds on ${names}.`, children: names => `What builds on it: ${names}.`,
  "by-gradient-descent": "Augustin-Louis Cauchy", "by-sgd": "Herbert Robbins and Sutton Monro", "by-momentum": "Boris Polyak", "by-nesterov": "Yurii Nesterov", "by-adagrad": "John Duchi, Elad Hazan and Yoram Singer",
  "by-adadelta": "Matthew Zeiler", "by-rmsprop": "Tijmen Tieleman and Geoffrey Hinton, in a lecture", "by-adam": "Diederik Kingma and Jimmy Ba", "by-nadam": "Timothy Dozat", "by-adamw": "Ilya Loshchilov and Frank Hutter",
};
