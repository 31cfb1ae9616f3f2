namespace MnistTrainer.Data;

/// <summary>Figures of closed lines in the notation of <see cref="Drawing"/>. Those that may be zeros (circles, rectangles, polygons) are omitted.</summary>
internal static class Outlines
{
    /// <summary>A drawing of each form.</summary>
    public static IReadOnlyList<string> Drawings { get; } =
    [
        "2,98 34,44 36,0! 52,48 72,98! 36,98 2,98", // triangle
        "0,0 90,0! 46,92! 0,0",
        "0,0 90,90! 0,90! 0,0",
        "0,44 50,0! 100,44! 100,100! 0,100! 0,44! 100,44", // house
        "50,0 14,14 0,50 14,86 50,100 86,86 100,50 86,14 50,0 / 50,28 30,36 26,60 50,72 72,60 70,36 50,28", // ring
        "0,20 50,20 100,20! 100,80! 0,80! 0,20 / 0,20 50,54! 100,20", // envelope
    ];
}
