// How the curves are drawn: smoothing and logarithmic axes, as the reader has chosen.
import { read, write } from "./store.js";

const Key = "curves";

export class Choices {
  #smoothing;
  #logY;
  #logX;

  constructor(page, onChange) {
    [this.#smoothing, this.#logY, this.#logX] = ["smoothing", "log-values", "log-epochs"].map(id => page.getElementById(id));
    const kept = read(Key, {});
    if ([...this.#smoothing.options].some(option => option.value === kept.smoothing))
      this.#smoothing.value = kept.smoothing;
    this.#logY.checked = kept.logY === true;
    this.#logX.checked = kept.logX === true;
    for (const input of [this.#smoothing, this.#logY, this.#logX]) {
      input.addEventListener("change", () => {
        write(Key, { smoothing: this.#smoothing.value, logY: this.isLogY, logX: this.isLogX });
        onChange();
      });
    }
  }

  get isLogY() { return this.#logY.checked; }
  get isLogX() { return this.#logX.checked; }
  get weight() { return Number(this.#smoothing.value); }
  get key() { return `${this.#smoothing.value} ${this.isLogY} ${this.isLogX}`; }
}

// The exponential moving average of values, without the pull toward 0 at its beginning (Kingma and Ba 2015, section 3). weight: from 0, for the values themselves, to below 1.
export function smooth(points, weight) {
  let mean = 0;
  let share = 1;
  return points.map(([x, value]) => {
    mean = weight * mean + (1 - weight) * value;
    share *= weight;
    return [x, mean / (1 - share)];
  });
}
