// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Convolution", summary: "A filter slides over your drawing. What it finds becomes a map, and pooling makes the map smaller.",
  lead: "A dense layer has a weight of its own for each pixel: a digit that stands one pixel farther to the right is another image to it. A **filter** has only a few weights and uses the same ones at every place. What it finds there is its **feature map**. All sections share one image, which you choose or draw. Its ink is rounded to tenths, so that you can check every number by hand.",
  image: "Image", sourceLabel: "Which image", digit: "A digit of the project", own: "My drawing", loading: "Loading the digits …", fault: reason => `The digits could not be loaded: ${reason}`,
  filters: "Filters", filter: "Filter", vertical: "vertical edges", horizontal: "horizontal edges", outline: "outline", blur: "blur", sharpen: "sharpen", same: "no change",
  weightAt: (row, column) => `Weight in row ${row}, column ${column}`, sizeLabel: "Size of the filter", activationLabel: "Activation", strideLabel: "Stride s", paddingLabel: "Padding p",
  identity: "identity", relu: "ReLU", sigmoid: "sigmoid", bias: "Bias", place: "Place of the filter", placeWords: (row, column, value) => `row ${row}, column ${column}, value ${value}`,
  theImage: "The image", theMap: "The feature map", mapOf: side => `The feature map, ${side} × ${side}`, under: "Pixels under the filter", products: "Products",
  weight: "weight", pixel: "pixel", product: "product", row: "row", stepColumn: "Step", loss: "error", pixels: "pixels",

  slideTitle: "One place after the other",
  slide: `The filter lies on a few pixels. Each of them is multiplied by the weight on it; the products are summed, the bias is added, and the activation function makes the output of it, as in any node:

$$o = f(b + \\sum_{k,l} w_{kl} \\cdot x_{i+k,j+l})$$

The output goes to the place of the map that belongs to this place of the filter, and the filter moves on. Drag the frame on the image or on the map, move it with the arrow keys, or let it play. Every weight can be changed. In the maps, violet is positive and orange negative.`,
  slideQuestion: "The filter for vertical edges has −1, 0, 1 in each of its three rows. It lies in the middle of a thick stroke: all nine pixels have full ink, 1. What is the sum of the products?",
  slideReason: "0. The three −1 and the three 1 cancel. The sum is large only where there is more ink on the right than on the left: at an edge. Where paper begins on the right, it is negative, and ReLU makes it 0.",
  slideTry1: "Horizontal edges, the whole map.", slideTry2: "The outline: 0 inside of strokes and on paper.", slideTry3: "A blur of 5 × 5: each output is the mean of 25 pixels.", slideTry4: "A bias of −1.5: faint edges disappear.",
  slideReadout: (sum, bias, net, activation, output) => `sum and bias: ${sum} ${bias} = ${net}; ${activation}: **${output}**`,
  placeTable: "What the filter computes at this place", pixelColumn: "row, column", rowAndColumn: (row, column) => `${row}, ${column}`, sumRow: "sum", netRow: "sum and bias", outputRow: "output",
  mapTable: "The whole feature map",

  sizeTitle: "Stride and padding",
  size: `How large is the map? An image of $n$ pixels in a row leaves a filter of $k$ pixels $n - k + 1$ places. With **padding**, there are $p$ more pixels on every side, all of them 0. With a **stride** of $s$, the filter moves $s$ pixels at a time:

$$\\frac{n + 2p - k}{s} + 1$$

What is left over is dropped: the result is rounded down. These settings are those of the figure above, too.`,
  sizeQuestion: "An image of 28 × 28 pixels, a filter of 3 × 3, a stride of 2, no padding. How many columns does the map have?",
  sizeReason: "13, for $\\frac{28 - 3}{2} + 1 = 13.5$ is rounded down. The last row and the last column of the image are under no filter. The figure has the same for 8 pixels: the red ones are never seen.",
  sizeTry1: "3 × 3 with a padding of 1: the map is as large as the image.", sizeTry2: "5 × 5 needs a padding of 2 for that.", sizeTry3: "A stride of 2 halves both sides.",
  sizeInput: "The image in its padding", sizeOutput: "The places of the map", sideLabel: "Pixels in a row, n",
  sizeFormula: (n, p, k, s, quotient, count) => `(${n} + 2 · ${p} − ${k}) / ${s} + 1 = ${Number(quotient.toFixed(2))}${quotient === count ? "" : ", rounded down"}: **${count} × ${count}** places`,
  sizeTable: "Places in a row for an image of n pixels, a filter of k, padding p and stride s",

  mapsTitle: "Several filters, several maps",
  maps: `Each filter searches for one thing, so a layer has several. Each of them has weights and a bias of its own, and makes a map of its own.

Nobody has to think of filters. The trained ones were found by gradient descent, together with the layers behind them, from random numbers: eight filters of 5 × 5, max pooling and ten outputs, trained on the project's digits. Some of them are edges again.`,
  mapsQuestion: "A layer has 8 filters of 5 × 5 with biases and moves over an image of 28 × 28. How many numbers does it learn?",
  mapsReason: "$8 \\cdot (25 + 1) = 208$, however large the image is. Its 8 maps have $8 \\cdot 24 \\cdot 24 = 4608$ outputs. A dense layer from 784 pixels to as many outputs learns $4608 \\cdot 785 = 3617280$ numbers.",
  mapsTry1: "The trained filters. Which of them are edges?", mapsTry2: "A 1 has vertical edges, and hardly a horizontal one.", mapsTry3: "Your own drawing, from the first figure.",
  setLabel: "Filters", written: "written by hand, 3 × 3", trained: "trained, 5 × 5", trainedName: i => `filter ${i}`, filterImage: name => `The weights of: ${name}`,
  mapsReadout: (filters, weights, count, side, outputs, dense) => `${filters} · (${weights} + 1) = **${count}** numbers for ${filters} maps of ${side} × ${side}; a dense layer with ${outputs.toLocaleString("en")} outputs: **${dense.toLocaleString("en")}**`,
  mapsTable: "The weights of the filters, row by row",

  poolTitle: "Pooling",
  pool: `Whether something was found matters more than the exact pixel. **Max pooling** divides the map into windows and leaves only the largest number of each; **average pooling** leaves the mean. The map becomes smaller, and the layers behind it have less to compute. Nothing is learned here: pooling has no weights.

The map is that of the first figure, with its filter and its settings.`,
  poolQuestion: "Under a window of max pooling are 0.5, 3, 1 and 2. The digit changes a little, and the 1 becomes 2.5. What happens to the output?",
  poolNothing: "Nothing.", poolMean: "It rises, by a quarter of 1.5.", poolMoves: "It becomes 2.5.",
  poolReason: "Nothing: 3 is still the largest. Only the winner counts, and only the winner gets the error when it is sent back. With average pooling, the mean would rise by 0.375, and each of the four would get a quarter of the error.",
  poolTry1: "Windows of 4 × 4: what is left of the map?", poolTry2: "The mean instead of the largest.",
  window: "Window", pooledMap: "After pooling", pooledOf: side => `After pooling, ${side} × ${side}`, underWindow: "Numbers under the window", poolingLabel: "Pooling", max: "the largest", average: "the mean",
  poolMax: (value, row, column, place) => `window ${place}: the largest is **${value}**, in row ${row}, column ${column} of the window`,
  poolAverage: (count, sum, value) => `the ${count} numbers have the sum ${sum}; the mean is **${value}**`,
  poolTable: "The map after pooling",

  shiftTitle: "The digit moves",
  shift: `Now the digit moves to the right, pixel by pixel. The filter searches for vertical edges, with ReLU, and windows of 4 × 4 leave the largest number. Below are the net inputs of eight nodes of a dense layer that has random weights, with the digit in its place and moved.`,
  shiftQuestion: "The digit moves three pixels to the right. What happens to its feature map?",
  shiftSame: "It stays the same.", shiftMoves: "It moves three pixels to the right.", shiftAll: "It becomes another one.",
  shiftReason: "It moves along: the same weights find the same edges, three pixels farther. To the dense layer it is another image, with other weights on every pixel, and all of its signals change. Pooling forgives a pixel: as long as the largest number stays in its window, the output is the same.",
  shiftTry1: "One pixel: compare the map before and after pooling.", shiftTry2: "The same with another 4.",
  pooledFour: "After pooling by 4 × 4", densePlot: "The net inputs of eight nodes of a dense layer, with the digit in its place and moved", node: "node", signal: "net input",
  shiftNone: "The digit is in its place.",
  shiftReadout: (by, map, two, four, dense) => `${by} to the right. Different, place by place: the map by ${map}, after pooling by 2 × 2 **${two}**, by 4 × 4 **${four}**; the dense layer's signals by **${dense}**`,
  shiftLabel: "Pixels to the right", inPlace: "in its place", afterShift: "moved",
  shiftTable: "The sum of all differences, divided by the sum of all numbers before and after: 0 for the same, 1 for nothing in common", pooledBy: size => `pooled ${size} × ${size}`, denseSignals: "dense",

  learningTitle: "A filter learns",
  learning: `How does gradient descent find a filter? Here, one that begins with nine zeros should give the map of another filter, which it never sees. The error is half the sum of the squared differences over all places.

A weight is used at every place, so its slope collects from all of them: $\\delta_{ij}$ is the error of the map at a place, and $x$ the pixel that the weight was on.

$$\\frac{\\partial E}{\\partial w_{kl}} = \\sum_{i,j} \\delta_{ij} \\cdot x_{i+k,j+l}$$

The third image has what is summed for one weight, place by place.`,
  learningQuestion: "After 60 steps, which weights does the filter have?",
  learningNone: "Still almost 0, for most of the image is paper.", learningWanted: "Nearly those of the wanted filter: −1, 0, 1 in each row.", learningOther: "Entirely different ones, which give the same map.",
  learningReason: "Nearly the wanted ones. The 676 places of one single image are 676 equations for nine weights, and at the edges of the digit they are different enough to have one solution.",
  learningTry1: "60 steps toward vertical edges.", learningTry2: "The outline needs more steps.", learningTry3: "A learning rate of 0.01: overshooting, as in chapter 3.",
  wantedMap: "The wanted map", ownMap: "The map of the filter", votes: "What is summed", votesFor: name => `What is summed for the weight ${name}`, weightsNow: "Weights", slopesNow: "Slopes of the error",
  learningReadout: (loss, weight, places, slope, next) => `error ${loss}. Weight ${weight}: the slope is the sum over ${places} places, **${slope}**, and the weight becomes ${next}`,
  weightLabel: "Weight, by its row and column", wantedLabel: "The wanted filter", rate: "Learning rate", learningTable: "Error and weights after every step",
};
