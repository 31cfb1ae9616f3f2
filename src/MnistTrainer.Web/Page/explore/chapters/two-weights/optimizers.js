// The ten optimizers of the library, for one weight at a time. No part of the page: the tests hold their steps against the library.
const Decay = 0.9;
const Slow = 0.999;
const Epsilon = 1e-8;
const MeanDecay = 0.95; // AdaDelta's
const MeanEpsilon = 1e-6;
const WeightDecay = 0.01; // AdamW's

// A rule receives the weight, its slope, the learning rate, the number of the step from 1, and the two memories, 0 at first. It returns the move and new memories.
const plain = ({ slope, rate }) => ({ move: -rate * slope });

function adamMemories({ slope, first, second }) {
  return { first: Decay * first + (1 - Decay) * slope, second: Slow * second + (1 - Slow) * slope * slope };
}

const deviation = (second, step) => Math.sqrt(second / (1 - Slow ** step)) + Epsilon;

function adam(now) {
  const memory = adamMemories(now);
  return { ...memory, move: -now.rate * memory.first / (1 - Decay ** now.step) / deviation(memory.second, now.step) };
}

const velocity = { sign: "v", what: "velocity" };
const mean = { sign: "m", what: "mean" };
const squares = sign => ({ sign, what: "squares" });

// rate: the library's default. memory: what the two memories are, and their signs in the formulas. parents: whose ideas it has.
export const optimizers = {
  "gradient-descent": { name: "Gradient descent", year: 1847, rate: 0.5, memory: [], parents: [], update: plain },
  sgd: { name: "SGD", year: 1951, rate: 0.1, memory: [], parents: ["gradient-descent"], update: plain },
  momentum: {
    name: "Momentum", year: 1964, rate: 0.1, memory: [velocity], parents: ["sgd"],
    update: ({ slope, rate, first }) => {
      const velocity = Decay * first + slope;
      return { first: velocity, move: -rate * velocity };
    },
  },
  nesterov: {
    name: "Nesterov", year: 1983, rate: 0.1, memory: [velocity], parents: ["momentum"],
    update: ({ slope, rate, first }) => {
      const velocity = Decay * first + slope;
      return { first: velocity, move: -rate * (slope + Decay * velocity) };
    },
  },
  adagrad: {
    name: "AdaGrad", year: 2011, rate: 0.01, memory: [{ sign: "s", what: "sum" }], parents: ["sgd"],
    update: ({ slope, rate, first }) => {
      const sum = first + slope * slope;
      return { first: sum, move: -rate * slope / (Math.sqrt(sum) + Epsilon) };
    },
  },
  adadelta: {
    name: "AdaDelta", year: 2012, rate: 1, memory: [squares("s"), { sign: "u", what: "moves" }], parents: ["adagrad"],
    update: ({ slope, rate, first, second }) => {
      const mean = MeanDecay * first + (1 - MeanDecay) * slope * slope;
      const step = Math.sqrt((second + MeanEpsilon) / (mean + MeanEpsilon)) * slope;
      return { first: mean, second: MeanDecay * second + (1 - MeanDecay) * step * step, move: -rate * step };
    },
  },
  rmsprop: {
    name: "RMSProp", year: 2012, rate: 0.001, memory: [squares("s")], parents: ["adagrad"],
    update: ({ slope, rate, first }) => {
      const mean = Decay * first + (1 - Decay) * slope * slope;
      return { first: mean, move: -rate * slope / (Math.sqrt(mean) + Epsilon) };
    },
  },
  adam: { name: "Adam", year: 2015, rate: 0.001, memory: [mean, squares("v")], parents: ["momentum", "rmsprop"], update: adam },
  nadam: {
    name: "Nadam", year: 2016, rate: 0.001, memory: [mean, squares("v")], parents: ["nesterov", "adam"],
    update: now => {
      const memory = adamMemories(now);
      const ahead = Decay * memory.first / (1 - Decay ** (now.step + 1)) + (1 - Decay) * now.slope / (1 - Decay ** now.step);
      return { ...memory, move: -now.rate * ahead / deviation(memory.second, now.step) };
    },
  },
  adamw: {
    name: "AdamW", year: 2019, rate: 0.001, memory: [mean, squares("v")], parents: ["adam"],
    update: now => {
      const { move, ...memory } = adam(now);
      return { ...memory, move: move - now.rate * WeightDecay * now.weight };
    },
  },
};
export const names = Object.keys(optimizers);
