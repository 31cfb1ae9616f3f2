// How this chapter writes numbers and names.
import { decimal, power } from "../../numbers.js";

// Up to four decimals, without zeros at the end: 1.05, 0.7408.
export function plain(value) {
  if (value !== 0 && Math.abs(value) < 1e-4)
    return power(value);
  return Math.abs(value) < 1e6 ? decimal(value).replace(/\.?0+$/, "") : decimal(value);
}

// A negative number in brackets, where a sign stands before it.
export const bracketed = value => value < 0 ? `(${plain(value)})` : plain(value);

// The same in a formula, where the sign belongs to the number.
export const factor = value => value < 0 ? `({${plain(value)}})` : plain(value);

const Subscripts = "₀₁₂₃₄₅₆₇₈₉";
export const subscript = (...numbers) => numbers.map(number => Subscripts[number]).join("");

// The names of signals and weights by layer, in formulas: of the inputs, the hidden and the last outputs.
export function namesOf(layerCount) {
  const outputs = layerCount === 1 ? ["o"] : ["h", "o"];
  return {
    signal: (layer, node) => `${layer < 0 ? "x" : outputs[layer]}_${node + 1}`,
    weight: (layer, from, node) => `${layer === 0 ? "w" : "v"}_{${from + 1}${node + 1}}`,
    net: (layer, node) => layerCount === 1 ? `z_${node + 1}` : `z_{${outputs[layer]}${node + 1}}`,
    weightText: (layer, from, node) => `${layer === 0 ? "w" : "v"}${subscript(from + 1, node + 1)}`,
    signalText: (layer, node) => `${layer < 0 ? "x" : outputs[layer]}${subscript(node + 1)}`,
  };
}

// One operation with its numbers but without its result, x₁ · w₁₁ = 1 · 0.9, in the notation of prose.js, with places where a line can break.
export function equation({ layer, node, kind, from, terms }, layerCount) {
  const names = namesOf(layerCount);
  const net = names.net(layer, node);
  const power = `e^{-${net}}`;
  return {
    product: () => `$${names.signal(layer - 1, from)} \\cdot ${names.weight(layer, from, node)} =$ $${factor(terms[0])} \\cdot ${factor(terms[1])}$`,
    sum: () => `$${net} =$ ${terms.map((term, i) => i === 0 ? plain(term) : bracketed(term)).join(" + ")}`,
    power: () => `$${power} =$ $e^{-${factor(terms[0])}}$`,
    plus: () => `$1 + ${power} =$ $1 + ${plain(terms[0])}$`,
    share: () => `$${names.signal(layer, node)} = 1 / (1 + ${power}) =$ $1 / ${plain(terms[0])}$`,
  }[kind]();
}
