// Scratch memory on the stack would be cleared for each call, an image at a time. Nothing relies on it: whoever needs zeros writes them.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
