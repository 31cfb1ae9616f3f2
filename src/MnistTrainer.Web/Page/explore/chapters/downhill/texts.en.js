// The texts of this chapter in English. texts.ko.js has the same keys.
export const english = {
  title: "Downhill", summary: "Gradient descent: feel the slope, take a step, again and again.",
  lead: "You stand on a hillside at night. The valley is out of sight, but your feet feel the slope. So you take a step downhill, feel the slope again, and take the next one. That is **gradient descent**, and it is how a network finds its weights.",
  start: "Start", rate: "Learning rate", stepColumn: "Step", slopeColumn: "Slope", moveColumn: "Move",
  timePlot: "x after every step",

  walkTitle: "One step after another",
  walk: `The curve is $y = (x - 1)^2 + 1$. Its lowest point, the **minimum**, is at $x = 1$.

At every point the tangent has a slope, $2(x - 1)$. It is positive on the right side: there, downhill is to the left. It is negative on the left side: there, downhill is to the right. So a step always goes **against** the slope:

$$x \\gets x - r \\cdot 2(x - 1)$$

The factor $r$ is the **learning rate**. Drag the start to either side of the valley.`,
  walkPlot: "The curve y = (x − 1)² + 1 with the steps of gradient descent and the tangent at the current one",
  walkQuestion: "You start at $x = -2$ with a learning rate of 0.1. Where are you after one step?",
  walkReason: "The slope at −2 is $2(-2 - 1) = -6$. The step is $-0.1 \\cdot (-6) = 0.6$, to the right, so $x = -1.4$.",
  walkTry1: "Start far out, at 5. How long is the first step, and how long is the tenth?", walkTry2: "A learning rate of 0.5: how many steps to the minimum?", walkTry3: "Start at the minimum. What is the slope there, and how long is the step?",
  walkReadout: (rate, x, slope, move, next) => `$x$ = ${x}, slope ${slope}, move −${rate} × ${slope.startsWith("−") ? `(${slope})` : slope} = ${move}, next $x$ = **${next}**`,
  walkTable: "All steps from the start",

  zonesTitle: "The learning rate decides",
  zones: `Write the step for the distance to the minimum, and it becomes simple:

$$(x - 1) \\gets (1 - 2r) (x - 1)$$

Every step multiplies the distance by $1 - 2r$. Below 0.5 this factor is positive: you come closer on one side. Between 0.5 and 1 it is negative: every step jumps across the valley, which is called **overshooting**, but lands closer. Above 1 it is beyond −1: every step lands farther away.`,
  zonesPlot: "The distance to the minimum after ten steps for every learning rate, in three zones with borders at 0.5 and 1",
  distanceAfter: steps => `distance after ${steps} steps`,
  zoneSame: "one side", zoneOver: "overshoots", zoneAway: "diverges",
  zonesQuestion: "What happens with a learning rate of 0.9?",
  approaches: "comes closer on one side", arrives: "arrives in one step", overshoots: "overshoots, but comes closer", swings: "swings forever", leaves: "moves farther away",
  zonesReason: "The factor is $1 - 2 \\cdot 0.9 = -0.8$. The minus sign means that each step crosses the valley, and 0.8 that it lands a fifth closer.",
  zonesTry1: "Exactly 0.5: the factor is 0.", zonesTry2: "Exactly 1: the factor is −1.", zonesTry3: "1.1: how soon does it leave the plot?",
  zonesReadout: (rate, factor, fate) => `$r$ = ${rate}: factor $1 - 2r$ = **${factor}**, ${fate}`,
  zonesTable: "x after 1, 2, 3 and 10 steps for some learning rates", fateColumn: "What happens",

  proportionalTitle: "Why the step shrinks",
  proportional: `The step is the learning rate times the slope. Near the minimum the slope is small, so the steps shrink **by themselves**.

What if every step had one size, and only its direction came from the slope? Far away this is fine. Near the minimum each step crosses it, and the next one crosses back.`,
  proportionalPlot: "Two descents on the same curve: one with steps proportional to the slope, one with steps of one size",
  proportionalQuestion: "You start at 3 and every step has the size 0.7. Where does this end?",
  proportionalArrives: "at the minimum, $x = 1$", proportionalHovers: "back and forth between 0.9 and 1.6", proportionalLeaves: "far away on the left side",
  proportionalReason: "3, 2.3, 1.6, 0.9, then 1.6, 0.9, and so forth. No step is shorter than 0.7, so it comes no closer than 0.1.",
  proportionalTry1: "Size 0.5 from 3: it arrives, by luck. Then drag the start a little.", proportionalTry2: "Size 0.05: precise, but how far does it come?",
  proportionalSteps: "proportional to the slope", equalSteps: "steps of one size", size: "Size of the equal steps", proportionalTable: "x after every step, both ways",

  ownTitle: "Your own function",
  own: `Nothing here depends on the parabola. Type any function of $x$: the page computes its slope exactly, at every point, and descends.

Some functions have more than one valley, some have a corner, and some are nearly flat. What does descent do there?`,
  ownPlot: "The function that you typed, with the steps of gradient descent",
  ownField: "y =", ownHelp: functions => `+ − * / ^ ( ), numbers, x, pi, e, and ${functions}`,
  reach: "Range of x", ownTable: "All steps on your function", ownNothing: "No function yet.",
  ownReadout: (x, y, slope, move) => `$x$ = ${x}, $y$ = ${y}, slope **${slope}**, move ${move}`,
  ownTry1: "Two valleys: start left and right of the hill between them.", ownTry2: "The absolute value: a slope of 1 or −1 everywhere, so the steps never shrink.",
  ownTry3: "Waves: which valley do you reach from where?", ownTry4: "A sigmoid: far out it is flat, and nothing moves.",
  "error-empty": () => "Type a function of x, such as (x - 1)^2 + 1.", "error-unexpected": (found, at) => `“${found}” at position ${at} does not fit there.`,
  "error-unfinished": () => "The function ends too early: a number, x or a closing bracket is missing.", "error-unknown": (found, at) => `“${found}” at position ${at} is neither x nor a known function.`,
  "error-bracket": (found, at) => `${found} needs brackets at position ${at}, such as ${found}(x).`, "error-long": found => `The function is longer than ${found} characters.`,
  "error-deep": found => `The brackets and powers are nested deeper than ${found}.`,
};
