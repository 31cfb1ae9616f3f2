// The state of a chapter: named values, of which the address holds those that differ from their defaults.
import { shortest } from "./numbers.js";

// Kinds of values. read: the value that a text of the address means; undefined for a text that means none.
export const number = (initial, from = -Infinity, to = Infinity) => ({
  initial,
  read: text => text.trim() !== "" && Number(text) >= from && Number(text) <= to ? Number(text) : undefined,
  write: shortest,
});
export const integer = (initial, from, to) => {
  const any = number(initial, from, to);
  return { ...any, read: text => Number.isInteger(Number(text)) ? any.read(text) : undefined };
};
export const numbers = (initial, from = -Infinity, to = Infinity) => {
  const one = number(0, from, to);
  return {
    initial,
    read: text => {
      const values = text.split("_").map(one.read);
      return values.length === initial.length && !values.includes(undefined) ? values : undefined;
    },
    write: values => values.map(shortest).join("_"),
  };
};
export const choice = (initial, all) => ({ initial, read: text => all.includes(text) ? text : undefined, write: String });
export const toggle = initial => ({ initial, read: text => text === "yes" ? true : text === "no" ? false : undefined, write: value => value ? "yes" : "no" });
export const words = (initial, longest = 200) => ({ initial, read: text => text.length <= longest ? text : undefined, write: String });

export class State {
  #fields;
  #values;
  #listeners = [];

  constructor(fields, query = new URLSearchParams()) {
    this.#fields = fields;
    this.#values = this.#read(query);
  }

  // A copy of all values.
  get values() {
    return { ...this.#values };
  }

  set(changes) {
    for (const name of Object.keys(changes)) {
      if (!(name in this.#fields))
        throw new Error(`The chapter's state has no ${name}.`);
    }

    this.#values = { ...this.#values, ...changes };
    for (const listener of this.#listeners)
      listener(this.values);
  }

  // Sets everything to what an address says, and to the default what it does not say.
  load(query) {
    this.set(this.#read(query));
  }

  reset(...names) {
    this.set(Object.fromEntries(names.map(name => [name, this.#fields[name].initial])));
  }

  // Calls the listener now and after every change, or, if fields are named, after every change of one of them.
  onChange(listener, fields = null) {
    let seen = this.#values;
    this.#listeners.push(fields === null ? listener : values => {
      const isNew = fields.some(name => values[name] !== seen[name]);
      seen = values;
      if (isNew)
        listener(values);
    });
    listener(this.values);
  }

  forgetListeners() {
    this.#listeners = [];
  }

  get query() {
    const query = new URLSearchParams();
    for (const [name, { initial, write }] of Object.entries(this.#fields)) {
      if (write(this.#values[name]) !== write(initial))
        query.set(name, write(this.#values[name]));
    }

    return query;
  }

  #read(query) {
    return Object.fromEntries(Object.entries(this.#fields).map(([name, { initial, read }]) =>
      [name, (query.has(name) ? read(query.get(name)) : undefined) ?? initial]));
  }
}
