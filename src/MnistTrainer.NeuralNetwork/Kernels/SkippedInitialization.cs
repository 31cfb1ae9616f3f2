// Scratch memory on the stack would otherwise be cleared for each call, that is, for each image. Nothing relies on this: code that needs zeros writes them.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
