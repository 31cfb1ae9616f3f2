// Asks the program what the paper shows: one request at a time, and while one is under way only the newest drawing waits.

const Pause = 90; // milliseconds from one question to the next while drawing: ten a second at most

export class Asker {
  #several;
  #listener;
  #isAsking = false;
  #waiting = null;
  #age = 0;

  constructor(several, listener) {
    this.#several = several;
    this.#listener = listener;
  }

  // Lets go of what was asked: an answer that comes still is not shown.
  forget() {
    this.#age++;
    this.#waiting = null;
  }

  ask(getPicture, isFinal) {
    this.#waiting = { getPicture, isFinal: isFinal || this.#waiting?.isFinal === true };
    if (!this.#isAsking)
      this.#next();
  }

  async #next() {
    this.#isAsking = true;
    while (this.#waiting) {
      const { getPicture, isFinal } = this.#waiting;
      this.#waiting = null;
      const age = this.#age;
      try {
        const picture = await getPicture();
        const answer = await this.#post(picture);
        if (age === this.#age)
          this.#listener.onAnswer({ ...answer, place: picture }, isFinal && !this.#waiting);
      } catch (error) {
        if (age === this.#age)
          this.#listener.onFailure(error.message);
      }

      await new Promise(resolve => setTimeout(resolve, Pause));
    }

    this.#isAsking = false;
  }

  async #post({ blob }) {
    const query = this.#several.checked ? "?stages=true&several=true" : "?stages=true";
    const response = await fetch(`api/predict${query}`, { method: "POST", body: blob, headers: { "Content-Type": "application/octet-stream" } });
    const json = await response.json();
    if (!response.ok)
      throw new Error(json.detail ?? json.title);
    return json;
  }
}
