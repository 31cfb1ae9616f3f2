// A slider with a field for the exact number, linear or logarithmic, bound to a value of the state.
import { element, uniqueId } from "./dom.js";
import { brief, clamp, shortest, typed } from "./numbers.js";
import { scale } from "./scales.js";
import { shared } from "./texts.js";

const Positions = 1000;

// field: the name in the state. snaps: values that the slider jumps to where it is near. step: what the slider rounds to; 1 for whole numbers; without it, three digits.
export function slider({ state }, { field, label, from, to, scale: kind = "linear", step = null, snaps = [], format = brief }) {
  const axis = scale({ from, to, scale: kind });
  const id = uniqueId("slider");
  const round = value => step === null ? Number(value.toPrecision(3)) : Number((Math.round(value / step) * step).toPrecision(12));
  const positions = kind === "linear" && step !== null ? Math.round((to - from) / step) : Positions;
  const near = share => snaps.find(value => Math.abs(axis.share(value) - share) < 0.008) ?? clamp(round(axis.value(share)), from, to);
  const range = element("input", {
    type: "range", id, min: 0, max: positions, step: 1,
    oninput: () => state.set({ [field]: near(range.value / positions) }),
    onkeydown: event => {
      const move = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      if (move === undefined)
        return;
      event.preventDefault();
      // A key always changes the value, however coarse its rounding.
      const stride = kind === "log" ? Positions / 100 : Math.max(1, positions / 100);
      const share = clamp(axis.share(state.values[field]) + move * stride / positions, 0, 1);
      const value = clamp(round(axis.value(share)), from, to);
      state.set({ [field]: value === state.values[field] && step !== null ? clamp(value + Math.sign(move) * step, from, to) : value });
    },
  });
  const problem = element("small", { class: "problem", id: `${id}-problem`, hidden: true });
  const exact = element("input", {
    type: "text", class: "exact", inputmode: from < 0 ? "text" : "decimal", autocomplete: "off", "aria-label": label, "aria-describedby": `${id}-problem`,
    onchange: () => {
      const value = typed(exact.value);
      const isValid = value !== undefined && value >= from && value <= to;
      exact.setAttribute("aria-invalid", String(!isValid));
      problem.hidden = isValid;
      problem.textContent = isValid ? "" : shared("expectNumber", brief(from), brief(to));
      if (isValid) {
        state.set({ [field]: step === 1 ? Math.round(value) : value });
        exact.value = shortest(state.values[field]);
      }
    },
  });
  let shown;
  state.onChange(values => {
    const value = values[field];
    // What is being typed stays as it is while other values change.
    const isTyped = document.activeElement === exact && (value === shown || !problem.hidden);
    shown = value;
    const share = axis.share(value);
    range.value = Math.round(clamp(share, 0, 1) * positions);
    range.setAttribute("aria-valuetext", format(value));
    range.style.setProperty("--share", `${100 * clamp(share, 0, 1)}%`);
    if (!isTyped) {
      exact.value = shortest(value);
      exact.setAttribute("aria-invalid", "false");
      problem.hidden = true;
    }
  });
  return element("div", { class: "slider" }, element("label", { for: id }, label), range, exact, problem);
}
