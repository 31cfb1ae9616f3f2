// What this means for a network, in words.
export const network = { key: "network", build: () => ({}) };
