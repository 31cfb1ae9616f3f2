namespace MnistTrainer.Data;

/// <summary>Stars in the notation of <see cref="Drawing"/>: in one stroke, in outline, of two triangles, of rays.</summary>
internal static class Stars
{
    /// <summary>A drawing of each form.</summary>
    public static IReadOnlyList<string> Drawings { get; } =
    [
        "20,96 50,2! 80,96! 4,38! 96,38! 20,96",
        "50,2 62,36! 98,38! 70,60! 80,96! 50,76! 20,96! 30,60! 2,38! 38,36! 50,2",
        "50,0 6,74! 94,74! 50,0 / 6,26 94,26! 50,100! 6,26",
        "34,0 34,50 34,100 / 4,20 34,50 64,80 / 62,20 34,50 4,80",
        "40,0 40,100 / 0,50 80,50 / 12,16 68,84 / 68,16 12,84",
        "50,0 58,42! 100,50! 58,58! 50,100! 42,58! 0,50! 42,42! 50,0",
        "50,30 32,42 32,60 50,70 68,60 66,40 50,30 / 50,0 50,16 / 50,84 50,100 / 0,50 16,50 / 84,50 100,50 / 14,14 26,26 / 86,14 74,26 / 14,86 26,74 / 86,86 74,74",
    ];
}
