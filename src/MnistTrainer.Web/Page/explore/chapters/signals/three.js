// Three layers of three nodes.
import { prediction } from "../../prediction.js";
import { tries } from "../../tries.js";
import { three as book } from "./model.js";
import { network } from "./network.js";

export const Operations = 42;

export const three = {
  key: "three",
  build(chapter) {
    const { text, state } = chapter;
    const original = { x3: book.inputs, w3: book.layers[0], v3: book.layers[1] };
    return {
      beside: [
        prediction(chapter, {
          id: "no-signal", question: text("threeQuestion"), choices: ["threeZero", "threeHalf", "threeOne"].map(one => text(one)), answer: 1, reason: text("threeReason"),
          reveal: () => state.set({ ...original, x3: [0, 0, 0], at3: Operations }),
        }),
        tries(chapter, [
          { text: text("threeTry1"), set: { ...original, at3: Operations } },
          { text: text("threeTry2"), set: { ...original, v3: original.v3.map(weight => -weight), at3: Operations } },
          { text: text("threeTry3"), set: { ...original, w3: [10, 10, 10, 10, 10, 10, 10, 10, 10], at3: Operations } },
        ]),
      ],
      figure: network(chapter, { key: "three", inputs: "x3", weights: ["w3", "v3"], at: "at3", row: 34 }).flat(),
    };
  },
};
