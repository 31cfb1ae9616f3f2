namespace MnistTrainer.Data;

/// <summary>
/// Punctuation, signs of arithmetic and of currencies in the notation of <see cref="Drawing"/>. Those that resemble digits or parts of them
/// (! " $ ' ( ) , - . / : ; > [ ] _ | } ~ § ∞) are omitted.
/// </summary>
internal static class Punctuation
{
    /// <summary>A drawing of each form.</summary>
    public static IReadOnlyList<string> Drawings { get; } =
    [
        "4,20 24,2 48,16 40,40 26,54 26,72 / 25,92 27,97", // question mark
        "70,96 40,60 18,26 30,4 46,18 34,40 8,66 14,92 40,94 66,60", // ampersand
        "62,40 44,34 34,54 46,68 62,50! 64,66 80,64 86,36 60,6 24,14 4,50 18,88 54,98 80,90", // at sign
        "20,0 16,50 8,100 / 52,0 48,50 40,100 / 0,34 34,32 64,30 / -4,68 30,66 60,64", // number sign
        "70,4 36,50 4,98 / 16,6 6,20 18,32 28,18 16,6 / 60,66 48,82 60,96 74,82 60,66", // percent sign
        "0,34 34,34 70,32 / 0,66 34,66 70,64", // equals
        "60,10 34,30 0,50! 34,70 62,92", // less than
        "0,34 70,34 / 0,66 70,66 / 52,4 18,96", // not equal
        "34,2 34,66 / 2,34 66,34 / 2,92 66,92", // plus or minus
        "0,50 80,50 / 40,10 42,16 / 40,84 42,90", // divided by
        "0,60 14,54! 30,98! 50,4! 100,4", // root
        "70,14 44,2 20,20 14,50 22,82 46,98 70,88 / 0,40 54,38 / 0,60 50,58", // euro
        "4,0 34,46! 64,0 / 34,46 34,98 / 10,56 58,56 / 10,76 58,76", // yen
        "24,90 10,98 4,88 14,78 24,84! 26,2! 56,20 56,36", // note
    ];
}
