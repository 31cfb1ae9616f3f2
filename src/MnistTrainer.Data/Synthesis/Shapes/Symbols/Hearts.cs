namespace MnistTrainer.Data;

/// <summary>Hearts in the notation of <see cref="Drawing"/>.</summary>
internal static class Hearts
{
    /// <summary>A drawing of each form.</summary>
    public static IReadOnlyList<string> Drawings { get; } =
    [
        "36,30 8,10 0,40 36,96! 72,40 64,10 36,30",
        "50,26! 30,2 4,14 4,44 50,96! 96,44 96,14 70,2 50,26",
        "50,100! 10,56 2,24 24,4 50,30! 76,4 98,24 90,56 50,100",
        "50,26! 26,2 2,22 20,60 50,96! 80,60 98,22 74,2 50,26 / 50,26 40,46! 58,58! 48,92", // broken
        "50,30! 26,8 4,26 20,60 50,94! 80,60 96,26 74,8 50,30 / -4,86 104,10 / 84,8 104,10! 100,30", // with an arrow
        "54,40! 40,22 22,30 24,52 54,86! 84,52 88,28 68,22 54,40 / 20,20 4,6 / 20,20 6,22", // with a bow
    ];
}
