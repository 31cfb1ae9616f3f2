// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Activations", summary: "What a node makes of its net input, and what that does to errors on their way back.",
  lead: "A node adds up its weighted inputs, and its **activation function** turns that sum, the net input, into its output. Without one, many layers would be no more than one. But errors travel back through its **slope**, and where the slope is 0, nothing is learned.",
  activation: "Activation", net: "Net input x", output: "Output", slope: "slope", state: "State", layer: "Layer", layers: "layers", node: "Node",
  dead: "dead", saturated: "saturated", live: "live",
  "name-identity": "Identity", "name-step": "Step", "name-sigmoid": "Sigmoid", "name-clamp": "Clamp",

  curvesTitle: "Curves and slopes",
  curves: `All activations of this project that have one net input. The chosen one is bold, and the others are faint behind it; the second plot shows its slope. Drag the net input.

Where the slope is exactly 0, a node is **dead**: no error comes through. Where it is below 0.05, it is **saturated**: hardly any error comes through.`,
  curvesPlot: "The chosen activation function over the net input, with its tangent, and all others behind it", slopesPlot: "The slope of the chosen activation function, with zones where it is dead or saturated",
  "about-identity": "The net input itself. It computes nothing, so layers with it collapse into one. It is for the last layer where numbers are predicted.",
  "about-step": "The threshold of the first perceptrons (Rosenblatt 1958), as a nerve cell fires or does not. Its slope is 0 everywhere, so gradient descent cannot train it.",
  "about-sigmoid": "The logistic function of the book: smooth, from 0 to 1. Its slope is $o(1 - o)$.", "about-tanh": "A sigmoid from −1 to 1: its outputs have a mean near 0. Its slope is $1 - o^2$.",
  "about-relu": "The positive part: cheap, and as steep as can be passed on without loss. On the left it is dead.", "about-leaky-relu": "ReLU with a slope of 0.01 on the left, so that no node is dead (Maas, Hannun and Ng 2013).",
  "about-clamp": "The net input between two bounds, here −1 and 1, also called hard tanh (Collobert 2004). Beyond them it is dead. It keeps a predicted number within the range of the samples.",
  "about-elu": "ReLU that approaches −1 smoothly (Clevert, Unterthiner and Hochreiter 2016).", "about-softplus": "A smooth ReLU (Dugas et al. 2001). Its slope is the sigmoid.",
  "about-selu": "ELU with $\\lambda = 1.0507$ and $\\alpha = 1.6733$, which keep mean 0 and variance 1 through many layers (Klambauer et al. 2017).", "about-gelu": "The net input times the probability that a normal random number is smaller (Hendrycks and Gimpel 2016). It falls before it rises.",
  "about-silu": "The net input times its sigmoid, also called swish (Elfwing, Uchibe and Doya 2018).", "about-mish": "Similar to SiLU, a little smoother (Misra 2019).",
  curvesQuestion: "How large is the slope of the sigmoid where it is steepest?",
  curvesReason: "It is steepest at $x = 0$, where $o = 0.5$: $0.5 \\cdot (1 - 0.5) = 0.25$. A node with a sigmoid passes on at most a quarter of an error.",
  curvesTry1: "The sigmoid at 5: an output near 1, and hardly a slope.", curvesTry2: "ReLU at −2: dead.", curvesTry3: "GELU at −0.75: its lowest place. The slope changes its sign.",
  curvesReadout: (x, value, slope, state) => `$x$ = ${x}: output **${value}**, slope **${slope}**, ${state}`,
  curvesTable: "Output and slope of every activation at this net input",

  zonesTitle: "Dead and saturated nodes",
  zones: `The net inputs of a layer's nodes are spread around a mean, say normally, as the bell curve shows. What share of the nodes learns?

Weights that are too large spread the net inputs into the zones; a bias that is too negative moves all of them there. A ReLU that is dead for every sample never comes back, because without a slope its weights do not change.`,
  zonesPlot: "The slope of the activation, its dead and saturated zones, and the spread of the net inputs as a bell curve", mean: "Mean of the net inputs", spread: "Standard deviation of the net inputs",
  zonesQuestion: "ReLU, and net inputs spread around 0. What percentage of the nodes has a slope of exactly 0?",
  zonesReason: "The half with a negative net input. That is no harm, as long as it is another half for every sample.",
  zonesTry1: "ReLU with a mean of −3: nearly all are dead.", zonesTry2: "Leaky ReLU in the same place: nobody is dead, but everybody is slow.", zonesTry3: "The sigmoid with net inputs far apart, as from large weights: saturated.", zonesTry4: "The step function: everybody is dead.",
  zonesReadout: (live, saturated, dead) => `live **${live}**, saturated ${saturated}, dead ${dead}`,
  zonesTable: "Shares of the nodes for every activation",

  vanishTitle: "The vanishing product",
  vanish: `Here is a network of many layers with one node each and the same weight $w$ everywhere. An error on its way back is multiplied by $w \\cdot f'(x)$ in every layer:

$$\\frac{\\partial o_n}{\\partial o_0} = \\prod_{k=1}^n w f'(x_k)$$

If the factors are below 1, the product **vanishes**, and the first layers learn nothing. If they are above 1, it **explodes**.`,
  vanishPlot: "The product of weights and slopes over the number of layers, on a logarithmic axis", product: "product",
  vanishQuestion: "Ten layers of sigmoids with weights of 1. How much of an error arrives at the first layer, at most?",
  tenth: "a tenth", thousandth: "a thousandth", millionth: "a millionth",
  vanishReason: "Each layer passes on at most a quarter, and $0.25^{10}$ is 0.00000095, about a millionth. For a long time this kept deep networks from learning.",
  vanishTry1: "ReLU with a weight of 1: the product stays 1.", vanishTry2: "ReLU with a weight of 2: it explodes.", vanishTry3: "tanh: it vanishes much more slowly than the sigmoid.", vanishTry4: "The sigmoid with a weight of 4, which makes up for the quarter. Why does it vanish nevertheless?",
  vanishTry5: "ReLU with a weight of −1: a negative net input, and the product is 0.",
  vanishReadout: (layers, name, product) => `${name}, ${layers} layers: product **${product}**`, weight: "Weight w", input: "Input",
  vanishTable: "Net input, output, slope and product in every layer of the chosen activation",

  maxoutTitle: "Maxout: the highest of several lines",
  maxout: `A **maxout** node has several net inputs, each with weights and a bias of its own, and its output is the largest (Goodfellow et al. 2013):

$$o = \\max(w_1 x + b_1, \\dots)$$

So it learns the shape of its activation. The error goes to the line that won, and only its weights change. Drag the ends of the lines.`,
  maxoutPlot: "The lines of a maxout node, to be dragged by both ends, and their maximum", maxoutOutput: "output of the node", lineAt: (line, x) => `Line ${line} at ${x}`, pieces: "Number of lines", atX: "Place x",
  maxoutQuestion: "Which shape can no maxout node have, whatever its lines?",
  shapeV: "a V", shapeBowl: "a bowl of straight pieces", shapeHill: "a hill",
  maxoutReason: "Where another line takes over, it does so because it rises faster. So slopes only become larger from left to right: V and bowl, but never a hill. The next layer can turn it upside down with a negative weight.",
  maxoutTry1: "The lines 0 and x: ReLU.", maxoutTry2: "The lines −x and x: the absolute value.", maxoutTry3: "Four tangents of a parabola.",
  maxoutReadout: (x, nets, value, winner, slope) => `$x$ = ${x}: net inputs ${nets}; output **${value}**, of line ${winner} with slope ${slope}`,
  maxoutTable: "The output, and the line that won", winner: "Line",

  softmaxTitle: "Softmax: all nodes together",
  softmax: `In the last layer of a network that classifies, the outputs should be probabilities: positive, and 1 in sum. **Softmax** raises e to every net input and divides by the sum:

$$o_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}$$

So each output depends on the net inputs of all. Drag them.`,
  netsPlot: "Three net inputs to drag", softmaxPlot: "The three outputs of softmax as bars", netOf: node => `Net input of node ${node}`,
  softmaxQuestion: "All three net inputs grow by 2. What becomes of the outputs?",
  grow: "they grow", stay: "they stay the same", shrink: "they shrink",
  softmaxReason: "Every $e^{x}$ is multiplied by $e^2$, and so is their sum. Only differences count.",
  softmaxTry1: "Equal net inputs.", softmaxTry2: "Twice the differences: the largest takes nearly all.",
  softmaxReadout: (one, two, three) => `Outputs **${one}**, **${two}**, **${three}**, sum 1`,
  softmaxTable: "Net inputs, their powers, and the outputs",
};
