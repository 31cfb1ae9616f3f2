namespace MnistTrainer.Data;

/// <summary>Arrows in the notation of <see cref="Drawing"/>. The arrow up, which may be a 1, is omitted.</summary>
internal static class Arrows
{
    /// <summary>A drawing of each form.</summary>
    public static IReadOnlyList<string> Drawings { get; } =
    [
        "0,50 40,50 84,50! 60,34 / 84,50 60,68",
        "0,50 100,50 / 66,20 100,50! 66,80",
        "100,50 0,50 / 34,22 0,50! 34,80",
        "40,0 40,100 / 6,66 40,100! 76,66",
        "0,50 100,50 / 24,26 0,50! 24,74 / 76,26 100,50! 76,74",
        "0,100 90,10 / 44,8 92,8! 92,56",
        "0,0 90,90 / 92,40 92,92! 44,92",
        "90,0 4,92 / 4,44 2,94! 52,94",
        "0,20 60,20 86,40 84,70 60,86 16,86 / 44,60 14,86! 44,100", // returning
        "0,40 50,40! 50,16! 100,52! 50,88! 50,64! 0,64! 0,40", // outlined
        "0,36 76,36 / 0,64 76,64 / 62,6 100,50! 62,94", // double
    ];
}
