// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Why not guess?", summary: "Trying all weights by brute force: counted, live, and added up correctly.",
  lead: "A network is good if its weights are good. Why not simply try all of them and keep the best? This is called **brute force**, and it is how a thief opens a lock with three wheels. Let us count how many tries it takes.",
  values: "Values that a weight can have", weightsColumn: "weights", weights: "Weights", nodes: "Nodes in each of three layers",
  span: (value, unit) => `${value} ${unit}`, digitsColumn: "Digits",

  countTitle: "Possibilities multiply",
  count: `Three layers of three nodes: between them are $3 \\cdot 3 + 3 \\cdot 3 = 18$ weights. Let each take one of 1000 values, say from −1 to 1.

Every step of the figure adds one weight, and each of its values can stand beside **each** setting of the weights before it. How many networks does that make? Think of locks.`,
  network: "A network of three layers with three nodes each; the weights counted so far are highlighted", countPlot: "The number of networks by the number of weights: multiplied, and added up",
  possible: "networks", multiplied: "multiplied", addedUp: "added up", markAge: "seconds since the Big Bang", markAtoms: "atoms of the Earth",
  countQuestion: "One lock has 1000 numbers. Two such locks hang on one door. How many combinations are there to try?",
  countReason: "For each of the 1000 numbers of the first lock there are 1000 of the second one: $1000 \\cdot 1000 = \\text{1,000,000}$. If the locks opened one at a time, 2000 tries would be enough. But a network has one error for all of its weights together.\n\nSo every weight multiplies the number of networks by 1000:\n\n$$1000^{18} = 10^{54}$$",
  countTry1: "All 18 weights.", countTry2: "Only 2 values a weight: 18 switches.", countTry3: "How many weights until the line of the Big Bang?",
  countNone: "No weight counted yet.", countReadout: (weights, values, product, sum, digits) => `${values} to the power of ${weights}: ${product} networks, a number of ${digits} digits. Added up it would be ${sum}.`,
  countTable: "The number of networks for 1 to 18 weights",

  liveTitle: "Brute force, live",
  live: `This machine tries it: the network receives the inputs 0.9, 0.1, 0.8 and should answer 0.8, 0.3, 0.5. The weights that you free turn like the wheels of a lock, the first one fastest; the others stay as in the book. For every setting the error is computed, and the best one is kept.

Step by step, or as fast as your machine can.`,
  networkLive: "The network with the weights that are being tried", wheels: "The 18 weights as wheels of a lock", runAll: "Try all of them", stop: "Stop",
  counter: (tried, total) => `**${tried}** of ${total} tried`, speed: "Speed", perSecond: value => `${value} a second`, left: "Time left", nothingLeft: "done: all tried", best: "Lowest error so far",
  bestOutputs: "Outputs there", targets: "Targets", free: "Free weights",
  liveQuestion: "Six weights with ten values each are a million settings. Suppose that they take one second. How long do **twelve** weights take?",
  liveTwo: "two seconds", liveMinute: "about a minute", liveDays: "about 12 days",
  liveReason: "Twelve weights have a million **times** a million settings. So it takes a million seconds, which are 11.6 days. Free twelve weights, start, and read the time left on your machine.",
  liveTry1: "3 weights, 100 values: all three weights of the first output.", liveTry2: "6 weights, 10 values: a million.", liveTry3: "18 weights, 2 values: done soon. How good is it?", liveTry4: "18 weights, 1000 values: start it. When would it be done?",
  liveTable: "The free weights: now, and at the lowest error so far", weight: "Weight", now: "Now", bestSoFar: "At the lowest error",

  sumsTitle: "The book's sum and the correct one",
  sums: `The book adds up: 18 weights with 1000 values each are 18,000 possibilities, and a network with 500 nodes in each layer has 500 million. At one try a second that takes 16 years, and for a thousand training examples 16,000 years.

The conclusion is correct: this is no way to train a network. But the sum is far too kind. Possibilities multiply, and the correct number is beyond all comparison.

Step through both, line by line.`,
  sumsPlot: "The book's sum and the correct one, side by side", bookSum: "The book's sum", rightSum: "The correct sum",
  possibleNetworks: "Possible networks", oneExample: "Time for one training example", allExamples: "Time for 1000 examples", universe: "In ages of the universe",
  onePerSecond: "one try a second", times: count => `times ${count}`, inAges: "13.8 billion years each",
  sumsQuestion: "500 nodes in each layer are 500,000 weights, with 1000 values each. How many digits does the number of possible networks have?",
  sumsNine: "9, as 500,000,000 has", sumsHundreds: "a few hundred", sumsMillions: "one and a half million",
  sumsReason: "$1000^{\\text{500,000}}$ is a 1 with 1,500,000 zeros. Printed with 3000 digits on a page, the **number alone** fills a book of 500 pages.",
  sumsTry1: "3 nodes in each layer: the 18 weights from above.", sumsTry2: "3 nodes and 2 values a weight: even the correct sum is a few days.", sumsTry3: "28 nodes in each layer.",
  sumsTable: "Weights, the book's sum, and how many digits the correct number has",

  wayTitle: "What points the way",
  way: `Brute force learns nothing from a try: each one is as blind as the first. Guessing at random is no better.

But the error has a **slope** along every weight. It says which way is down, for all 18 weights at once. The next chapter walks that way. Here is what it is worth, on the same network: random guesses, of which the best is kept, against steps of gradient descent from the weights of the book.`,
  wayPlot: "The lowest error by the number of networks tried, for random guesses and for gradient descent", networksColumn: "networks tried", errorColumn: "error", guessed: "best of random guesses", walked: "gradient descent",
  rate: "Learning rate", otherGuesses: "Other guesses",
  wayQuestion: "1000 random guesses against 50 steps of gradient descent: which of them finds the lower error?",
  wayGuesses: "the guesses, because there are 20 times as many", wayDescent: "gradient descent", wayEqual: "about the same",
  wayReason: "Descent reaches 0.000001 after 50 steps. The best of 1000 guesses usually has an error between 0.0001 and 0.01. And this is a small network with a single example: each further weight makes guessing harder, but costs descent only a little more arithmetic.",
  wayTry1: "Other guesses: how lucky can one be?", wayTry2: "A learning rate of 10.", wayTry3: "A learning rate of 0.1: at first, guessing is ahead.",
  wayReadout: (count, guessed, walked) => `After ${count}: guesses ${guessed}, gradient descent **${walked}**`,
  wayTable: "The lowest error after some numbers of networks",
};
