// The book's first network: two inputs, two nodes.
import { prediction } from "../../prediction.js";
import { tries } from "../../tries.js";
import { two as book } from "./model.js";
import { network } from "./network.js";

const PerNode = 6; // operations
const UpToTheSum = 3;

export const two = {
  key: "two",
  build(chapter) {
    const { text, state } = chapter;
    const original = { x2: book.inputs, w2: book.layers[0] };
    return {
      beside: [
        prediction(chapter, {
          id: "net-input", question: text("twoQuestion"), number: { from: -10, to: 10, answer: 0.6, tolerance: 0.001 }, reason: text("twoReason"),
          reveal: () => state.set({ ...original, at2: PerNode + UpToTheSum }),
        }),
        tries(chapter, [
          { text: text("twoTry1"), set: { ...original, at2: 2 * PerNode } },
          { text: text("twoTry2"), set: { x2: [10, 5], w2: original.w2, at2: 2 * PerNode } },
          { text: text("twoTry3"), set: { x2: original.x2, w2: [0, 0, 0, 0], at2: 2 * PerNode } },
          { text: text("twoTry4"), set: { x2: original.x2, w2: [0.9, -0.2, 0.3, -0.8], at2: 2 * PerNode } },
        ]),
      ],
      figure: network(chapter, { key: "two", inputs: "x2", weights: ["w2"], at: "at2", row: 44 }).flat(),
    };
  },
};
