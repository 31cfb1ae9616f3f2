// Large numbers and long times as texts of prose.js.
import { brief } from "../../numbers.js";
import { Year, span } from "./model.js";

export const grouped = value => value.toLocaleString("en-US", { maximumFractionDigits: 0 });

// A number by its logarithm: 18,000; 3.17 · 10⁴⁶; a plain power where it is one.
export function large(log) {
  if (log < 12)
    return 10 ** log < 1000 ? brief(10 ** log, 3) : grouped(Number((10 ** log).toPrecision(12)));
  const exponent = Math.floor(log + 1e-9);
  const factor = 10 ** (log - exponent);
  const power = `10^{\\text{${grouped(exponent)}}}`;
  // Of a logarithm of millions, few digits are left behind its point.
  return Math.abs(factor - 1) < 0.005 ? `$${power}$` : `$${factor.toFixed(exponent < 1e5 ? 2 : 1)} \\cdot ${power}$`;
}

// A time by the logarithm of its seconds.
export function time(text, log) {
  if (log > 12)
    return text("span", large(log - Math.log10(Year)), "years");
  const { value, unit } = span(10 ** log);
  return text("span", value < 1000 ? brief(value, 3) : grouped(value), unit);
}
