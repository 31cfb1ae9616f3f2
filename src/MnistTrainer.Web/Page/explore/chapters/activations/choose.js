// The activation that most figures of the chapter show.
import { picker } from "../../picker.js";
import { names } from "./model.js";

const Proper = { tanh: "tanh", relu: "ReLU", "leaky-relu": "Leaky ReLU", elu: "ELU", softplus: "Softplus", selu: "SELU", gelu: "GELU", silu: "SiLU", mish: "Mish" };

export const called = (text, name) => Proper[name] ?? text(`name-${name}`);
export const activationPicker = chapter => picker(chapter, {
  field: "name", label: chapter.text("activation"), options: names.map(value => ({ value, name: called(chapter.text, value) })),
});
