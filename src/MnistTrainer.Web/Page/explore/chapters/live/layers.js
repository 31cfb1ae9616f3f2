// The sizes of the network. No part of the page.
export const Side = 28;
export const Pixels = Side * Side;
export const Digits = 10;
