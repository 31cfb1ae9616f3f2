namespace MnistTrainer.Data;

/// <summary>Faces in the notation of <see cref="Drawing"/>: happy, sad, astonished, with and without nose and hair.</summary>
internal static class Faces
{
    private const string Round = "50,0 14,14 0,50 14,86 50,100 86,86 100,50 86,14 50,0";

    /// <summary>A drawing of each form.</summary>
    public static IReadOnlyList<string> Drawings { get; } =
    [
        Round + " / 32,32 33,42 / 68,32 67,42 / 24,62 50,80 76,62",
        Round + " / 34,28 34,44 / 66,28 66,44 / 26,78 50,64 74,78",
        Round + " / 30,36 40,36 / 60,36 70,36 / 28,70 72,70",
        Round + " / 32,34 34,38 / 68,34 66,38 / 50,44 44,58! 54,58 / 28,70 50,82 72,70",
        Round + " / 32,30 33,38 / 68,30 67,38 / 50,58 40,68 50,80 60,68 50,58",
        Round + " / 24,40 32,30 40,40 / 60,40 68,30 76,40 / 20,58 80,58! 66,80 34,80 20,58",
        Round + " / 26,30 40,44 / 40,30 26,44 / 60,30 74,44 / 74,30 60,44 / 28,72 72,72",
        "26,10 26,34 / 74,10 74,34 / 0,56 24,88 76,88 100,56", // eyes and mouth alone
    ];
}
