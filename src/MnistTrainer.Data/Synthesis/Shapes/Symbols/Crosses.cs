namespace MnistTrainer.Data;

/// <summary>Crosses and check marks in the notation of <see cref="Drawing"/>.</summary>
internal static class Crosses
{
    /// <summary>A drawing of each form.</summary>
    public static IReadOnlyList<string> Drawings { get; } =
    [
        "0,50 34,50 68,50 / 34,16 34,50 34,84", // plus
        "0,50 100,50 / 50,0 50,100",
        "0,0 80,100 / 80,0 0,100", // times
        "0,0 100,100 / 100,0 0,100 / 0,50 100,50",
        "0,0 70,96! 76,2 4,98", // times in one stroke
        "50,0 14,14 0,50 14,86 50,100 86,86 100,50 86,14 50,0 / 50,4 50,96 / 4,50 96,50",
        "50,0 14,14 0,50 14,86 50,100 86,86 100,50 86,14 50,0 / 16,16 84,84 / 84,16 16,84",
        "2,52 14,72 26,98! 46,50 72,2", // check mark
        "0,70 30,98! 110,20",
        "0,40 20,98! 90,10",
        "4,46 24,94 34,80! 90,0",
        "0,50 24,90! 60,10 / 30,50 54,90! 92,10", // two check marks
    ];
}
