// All chapters in their order. Whoever adds one adds its folder, and one line here and below.
import { activations } from "./chapters/activations/chapter.js";
import { chainRule } from "./chapters/chain-rule/chapter.js";
import { convolution } from "./chapters/convolution/chapter.js";
import { downhill } from "./chapters/downhill/chapter.js";
import { errors } from "./chapters/errors/chapter.js";
import { guess } from "./chapters/guess/chapter.js";
import { live } from "./chapters/live/chapter.js";
import { neuron } from "./chapters/neuron/chapter.js";
import { signals } from "./chapters/signals/chapter.js";
import { twoWeights } from "./chapters/two-weights/chapter.js";
import { valleys } from "./chapters/valleys/chapter.js";

export const chapters = [
  neuron,
  signals,
  guess,
  downhill,
  valleys,
  errors,
  twoWeights,
  chainRule,
  activations,
  live,
  convolution,
];
