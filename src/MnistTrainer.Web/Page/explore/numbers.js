// Numbers as people write them.

const Minus = "\u2212";
const superscript = text => text.replace(/[-\d]/g, sign => sign === "-" ? "\u207B" : "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079"[sign]);

// With a number of decimals: −0.6000; from a million on, 1.23 × 10⁷.
export function decimal(value, digits = 4) {
  if (Number.isNaN(value))
    return "\u2013";
  if (!Number.isFinite(value))
    return value > 0 ? "\u221E" : `${Minus}\u221E`;
  if (Math.abs(value) >= 1e6)
    return power(value);
  const shown = value.toFixed(digits);
  return (Number(shown) === 0 ? shown.replace("-", "") : shown).replace("-", Minus);
}

// In as few digits as show it to a number of significant digits: 0.1, 12.5, −3.
export function brief(value, digits = 4) {
  if (!Number.isFinite(value))
    return decimal(value);
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  return size !== 0 && (size >= 1e6 || size < 1e-4) ? power(value) : String(rounded).replace("-", Minus);
}

export function power(value, digits = 3) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return `${mantissa} \u00D7 10${superscript(String(Number(exponent)))}`.replace("-", Minus);
}

// For the ticks of a logarithmic axis over many powers of ten: 10⁻³.
export const tenPower = value => `10${superscript(String(Math.round(Math.log10(value))))}`;

// For addresses and fields: the digits that matter and no others.
export const shortest = value => String(Number(value.toPrecision(12)));

// A number that a user typed, with a minus sign of either kind; undefined for anything else.
export function typed(text) {
  const plain = text.trim().replace(Minus, "-");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

export const clamp = (value, from, to) => Math.min(to, Math.max(from, value));
