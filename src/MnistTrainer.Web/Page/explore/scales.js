// Scales of axes and sliders: value to share of the length, and back, and the round values between.

export function scale({ from, to, scale: kind = "linear" }) {
  if (kind === "log") {
    const low = Math.log(from);
    const length = Math.log(to) - low;
    return {
      share: value => value > 0 ? (Math.log(value) - low) / length : -Infinity,
      value: share => Math.exp(low + share * length),
      ticks: wanted => logTicks(from, to, wanted),
    };
  }

  return {
    share: value => (value - from) / (to - from),
    value: share => from + share * (to - from),
    ticks: wanted => roundSteps(from, to, wanted).filter(tick => tick >= from - 1e-9 * (to - from) && tick <= to + 1e-9 * (to - from)),
  };
}

// 1, 2 and 5 of every power of ten, or only the powers where those are too many.
function logTicks(from, to, wanted) {
  const first = Math.floor(Math.log10(from));
  const last = Math.ceil(Math.log10(to));
  const within = factors => Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap(exponent => factors.map(factor => Number((factor * 10 ** exponent).toPrecision(6))))
    .filter(tick => tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9));
  const fine = within([1, 2, 5]);
  const coarse = within([1]);
  return fine.length <= wanted ? fine : coarse.filter((_, i) => i % Math.ceil(coarse.length / wanted) === 0);
}

// Round numbers that span at least low to high, in about the requested number of steps.
export function roundSteps(low, high, wanted) {
  // Values that differ by a rounding error are one value.
  if (!(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high))))
    high = low + (Math.abs(low) || 1) * 0.1;
  const rough = (high - low) / wanted;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find(factor => factor * unit >= rough);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
