// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Wrong valleys", summary: "Downhill leads into a valley, but not always into the deepest one.",
  lead: "Whoever walks downhill in the dark arrives in a valley and feels flat ground. But is it the deepest valley, or is there a deeper one behind the next hill? The feet cannot know. The lowest point of a valley is a **local minimum**; that of the deepest valley is the **global minimum**. The others are **wrong valleys**.",
  start: "Start", rate: "Learning rate", stepColumn: "Step", slopeColumn: "Slope", deep: "deepest valley", wrong: "wrong valley", ball: "Ball",
  "end-deep": "the deepest valley", "end-wrong": "the wrong valley", "end-hilltop": "the hilltop between them", "end-restless": "never settles", "end-away": "lost, beyond all bounds",
  color: "Color all starts by where they end",

  endsTitle: "Two valleys",
  ends: `The curve $y = (x^2 - 1)^2 + 0.3x$ has two valleys: a deep one at $x = -1.036$, with the height −0.305, and a wrong one at $x = 0.960$, with the height 0.294. Between them is a hilltop at $x = 0.075$.

Every step depends on the slope under the feet, and on nothing else. Drag the start, and let it walk.`,
  endsPlot: "A curve with a deep valley on the left, a wrong valley on the right and a hilltop between them, with the steps of gradient descent",
  endsQuestion: "You start at $x = 0.5$ with a small learning rate. Where do you end?",
  endsReason: "At 0.5 the slope is −1.2, so downhill is to the right, away from the deepest valley. With small steps, every start on the right side of the hilltop ends in the wrong valley. The strip under the curve has the color of the end for each start.",
  endsTry1: "A start at 0.07, a hair to the left of the hilltop.", endsTry2: "A rate of 0.1 and a start at 1.9: the first step jumps over the hill.", endsTry3: "A rate of 0.25: none settles in the deepest valley.",
  endsReadout: (x, y, slope) => `$x$ = **${x}**, height ${y}, slope ${slope}`,
  endsTable: "All steps from the start",

  throwTitle: "Throw 50",
  throw: `The weights of a network start at random. So let us throw balls at random: each lands somewhere between −2 and 2, and every place is equally likely. Then all of them roll, with a learning rate of 0.05.

Throw them again and again. The number in the deepest valley changes, but not by much.`,
  throwPlot: "Fifty balls on the curve with two valleys",
  throwQuestion: "50 balls land anywhere between −2 and 2. How many end in the deepest valley?",
  throwReason: "The hilltop is at 0.075, so a share of $2.075 / 4 = 0.519$ of all places is on its left side: 26 of 50 on average. Chance adds or takes away three or four. Everything within 4 of 26 counts as correct.",
  throwTry1: "Throw ten times. What is the most that you see in the deepest valley, and what the least?", throwTry2: "A lucky throw.",
  throwBefore: balls => `${balls} balls have landed. Let them roll.`, throwReadout: (deep, wrong) => `Deepest valley **${deep}**, wrong valley **${wrong}**`,
  throwAgain: balls => `Throw ${balls}`, throwTable: "Where every ball starts, is and ends", throwNow: "$x$ now", throwEnd: "Ends in",

  restartsTitle: "Start again, keep the best",
  restarts: `One start finds the deepest valley with a probability of 0.519. That is hardly better than a coin. But nobody forbids us to start again, and to keep the best of all ends: the height says which it is.

Several starts fail only if **every one** of them fails. The chances multiply: $(1 - 0.519)^n$ for $n$ starts.`,
  restartsPlot: "Some starts on the curve with two valleys, numbered, and the best end", chancePlot: "The chance to miss the deepest valley, by the number of starts",
  startsColumn: "Starts", missColumn: "chance to miss", bestColumn: "Best height", computed: "computed", measured: series => `share of ${series} series`,
  restartsQuestion: "How many starts does it take until the chance to miss the deepest valley is below 3 in 100?",
  restartsReason: "0.481, 0.231, 0.111, 0.054, 0.026: **five** starts. Each one halves the chance to miss, roughly.",
  restartsTry1: "Five starts with bad luck, as happens in 26 of 1000 series.", restartsTry2: "Ten starts: the chance to miss is below one in a thousand.",
  restartsNone: "No start yet.", restartsReadout: (starts, height, miss) => `Best of ${starts}: height **${height}**. Chance to miss: ${miss} %`,
  restartsTable: "Ten starts, the best so far, and the chance to miss",

  noiseTitle: "Noise",
  noise: `Now 50 balls lie at the bottom of the wrong valley. The slope is 0 there, so descent is over.

Shake them: add a random number to every slope, at first with the standard deviation of the slider, and then less and less, to nothing after 200 steps. Training does so by itself: the slope of one sample, or of a small batch, is the slope of all samples with noise. That is why **stochastic** gradient descent leaves some valleys that an exact one would stay in.`,
  noisePlot: "Fifty balls that are shaken on the curve with two valleys", noiseTime: "The number of balls in the deepest valley after every step",
  noiseQuestion: "The steepest slope on the way up to the hilltop is 1.24. The noise has a standard deviation of 1. How many of the 50 balls cross the hill in 200 steps?",
  noiseNone: "none", noiseHalf: "about half", noiseAll: "nearly all",
  noiseReason: "None. One push moves a ball by about $0.05 \\cdot 1$. The way to the hilltop takes many pushes in one direction, but their directions are random, and meanwhile the slope pulls back.",
  noiseTry1: "Noise of 5: some get across. Few come back, because the hill is higher from the other side.", noiseTry2: "Noise of 8: most get across.", noiseTry3: "Noise of 20: some balls are thrown out, and the steep slope there throws them farther.",
  noiseReadout: (crossed, balls, noise) => `Deepest valley: **${crossed}** of ${balls}; noise now ${noise}`,
  noiseAmount: "Noise at the beginning (standard deviation)", noiseNow: "Noise", crossed: "balls in the deepest valley", noiseAgain: "Other random numbers", noiseTable: "Noise and crossings, every ten steps",

  momentumTitle: "Momentum",
  momentum: `A heavy ball does not stop where the ground is flat: it has a **velocity**, and rolls up the other side.

$$v \\gets d \\cdot v + \\text{slope}$$

$$x \\gets x - r \\cdot v$$

The **decay** $d$ says how much of the velocity is left in the next step. With 0 this is plain gradient descent. The optimizer Momentum does this with every weight of a network.`,
  momentumPlot: "A ball with momentum and one without on the curve with two valleys", momentumTime: "x of both balls after every step",
  withMomentum: "with momentum", withoutMomentum: "without", velocity: "Velocity $v$", decay: "Decay",
  momentumQuestion: "Two balls start at 2, with a learning rate of 0.01. The one without momentum ends in the wrong valley. Where does the one with a decay of 0.9 end?",
  momentumReason: "It arrives in the wrong valley at full speed, rolls over the hilltop and swings in the deepest valley until it rests.",
  momentumTry1: "The same from the left: momentum carries it **out of** the deepest valley.", momentumTry2: "A decay of 0.5 is too light for the hill.", momentumTry3: "A heavy ball, all starts colored: many bands instead of two.",
  momentumReadout: (x, velocity, plain) => `With momentum: $x$ = **${x}**, $v$ = ${velocity}. Without: $x$ = ${plain}`,
  momentumTable: "Both balls after every step",

  networkTitle: "And in a network?",
  network: `A network has thousands of directions. Where it is at the bottom of a valley in one of them, it often still goes downhill in another: it is a saddle, not a valley. So wrong valleys are rarer than on this curve, and many valleys are nearly as deep as the deepest.

But some starts remain luckier than others. So train more than once, with other random weights, and keep the best on validation data: \`mnist train --restarts 5\` does it.`,
};
