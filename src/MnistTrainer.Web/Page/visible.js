// Names come from files of strangers: characters that nobody sees, or that turn the text around them, are shown as \u202E.

const Unseen = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

export const visible = name => String(name).replace(Unseen, one => `\\u${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
