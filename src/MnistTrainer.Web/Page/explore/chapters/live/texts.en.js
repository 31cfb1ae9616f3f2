// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Digits live", summary: "A network learns to read digits in your browser. Watch it, break it, repair it, and draw while it learns.",
  lead: "Everything of the chapters before in one network: 784 pixels, a layer of hidden nodes, ten outputs, sigmoids, the squared error, and a step of gradient descent after every image. It learns in this page, from 7,000 of the project's own digits, and is checked with 1,000 others that it is never trained on.",
  image: "Image", rate: "Learning rate", hidden: "Hidden nodes", rule: "Rule", book: "the book's", exact: "the exact gradient", start: "Weights at the start", random: "random", equal: "all equal",
  order: "Order of the images", shuffled: "shuffled", sorted: "sorted: all zeros, all ones, …", pace: "Speed", slow: "100 images a second", medium: "1,000 images a second", full: "as fast as possible",
  again: "Start again", undo: "Undo", hundred: "100 images", train: "Train", training: "The training", images: count => `${count.toLocaleString("en")} images`,
  loss: "Loss", accuracy: "Read correctly", earlier: "earlier runs", imagesAxis: "images trained on", stepColumn: "Step", outputs: "The ten outputs", loading: "Loading the digits …", fault: reason => `The digits could not be loaded: ${reason}`,
  imageShown: "The image that the network learns from", weightsShown: "The weights of the first layer, an image for each hidden node",
  weightsHelp: "The weights into each hidden node. Violet: ink here makes the node more active. Orange: less.",
  progress: (images, loss, correct, speed) => `${images.toLocaleString("en")} images, loss ${loss}, read correctly **${correct}**${speed === null ? "" : `, ${speed.toLocaleString("en")} images a second`}`,

  oneTitle: "One image, one step",
  one: `The image has 784 pixels. Paper becomes the input 0.01 and full ink 1. The network has 30 hidden nodes and random weights, so its outputs mean nothing yet. The target is 0.99 for the correct digit and 0.01 for the nine others.

One step changes all $784 \\cdot 30 + 30 \\cdot 10 = 23820$ weights, by the rule of chapter 7: $\\Delta w = \\alpha \\cdot E \\cdot o(1 - o) \\cdot x$. Step through it and watch the outputs.`,
  oneQuestion: "Ten steps, all on the same image of a 4. How does the network then answer the 1,000 check images?",
  oneSame: "As before: it has seen only one image.", oneOthers: "It recognizes the fours among them.", oneAll: "“4” to every one of them.",
  oneReason: "“4” to all 1,000. Nothing in these steps spoke against 4, so saying 4 always is the shortest way down. A network needs all kinds of images in turn.",
  oneTry1: "Another image.", oneTry2: "A learning rate ten times as small: is it still “4” to all?",
  oneReadout: (digit, loss, count) => `Target ${digit}, loss ${loss}; it answers “${digit}” to **${count}** of the 1,000 check images`,
  oneTable: "Loss and outputs for this image after every step",

  learningTitle: "All images, one after the other",
  learning: `Now image after image, in random order; 7,000 are an epoch, and it ends after 30 of them. The upper curve is the loss, the mean of the last hundred images. The lower one is the share of the check images that are read correctly; the dashed line at 10 % is guessing.

Under the curves are the weights of the first layer, an image for each hidden node. At first they are noise. Watch what becomes of them.`,
  learningQuestion: "With 30 hidden nodes and a learning rate of 0.1: after about how many images does it read 8 of 10 correctly?",
  learning50: "50", learning5000: "5,000", learning500000: "500,000",
  learningReason: "About 5,000. The first thousand bring most of it, and after that every percent takes longer: about 85 % after 14,000.",
  learningTry1: "100 hidden nodes, as fast as possible. How far does it get?", learningTry2: "Only 3 hidden nodes: what is lost?", learningTry3: "The exact gradient instead of the book's rule.",
  lossPlot: "The loss over the number of images trained on", accuracyPlot: "The share of check images read correctly, over the number of images trained on",
  learningTable: "Loss and accuracy at the last reports",

  breakingTitle: "Break it, and undo it",
  breaking: `Three classic ways to ruin a training. Each takes effect at once, also in the middle of a training, and **Undo** restores the network and its settings as they were.

A **learning rate of 10**: each step overshoots, and the sigmoids end where they are flat.

**All weights equal**: every hidden node gets the same signals and the same errors.

**No shuffling**: first all zeros, then all ones, and so on.`,
  breakingQuestion: "All weights start equal. What do the 30 images of the weights look like after 2,000 images?",
  breakingDifferent: "30 different images, as usual", breakingSame: "30 times the same image", breakingEmpty: "They stay as they were",
  breakingReason: "30 times the same. Equal nodes give equal signals, get equal errors, and take equal steps, forever: the network has one hidden node, 30 times. Random weights break the symmetry.",
  breakingRate: "A learning rate of 10. Train, then undo.", breakingEqual: "All weights equal. This starts again.", breakingOrder: "No shuffling: train, and watch how it forgets.", breakingSound: "As it should be.",

  confusionTitle: "What it confuses",
  confusion: `Each row is a digit of the check images, each column an answer. Correct answers are on the diagonal. Which digits does the network confuse, and do you understand why?

Below are the images that it reads wrong with the largest outputs.`,
  confusionTable: "Rows: digits. Columns: answers of the network. Numbers of check images", mistakes: "Its most confident errors", noMistakes: "There are none.", mistake: (label, digit, output) => `A ${label}, read as ${digit} with the output ${output}`,

  drawingTitle: "Draw while it learns",
  drawing: `Draw a digit, start the training again, and let it learn: the answer changes while you watch. The drawing is scaled and centered as the digits are, and nothing leaves this page.

Then try what it was never shown: a digit in a corner is moved to the middle, but a slanted one stays slanted, and a letter is read as a digit, too.`,
  seen: "What the network sees of your drawing", nothingDrawn: "Nothing is drawn yet.",
  drawnAnswer: (images, output) => `after ${images.toLocaleString("en")} images, with the output ${output}`,

  commandTitle: "The same with the command",
  command: "This page learns from a part of the digits with one thread of your browser. The command trains the same network, with the same rule and your settings, on 60,000 digits, shows curves, confusions and errors on a page of its own, and saves the model:",
  copy: "Copy", copied: "Copied",
  commandAfter: "The command always shuffles. Without `--preset book` it uses better methods than the book's, and `mnist serve` opens the model on a page to draw on.",
};
