namespace MnistTrainer.Data;

/// <summary>Blank forms in the notation of <see cref="Drawing"/>: tables, rows of cells, boxes to check, ruled lines.</summary>
internal static class Forms
{
    /// <summary>A drawing of each form.</summary>
    public static IReadOnlyList<string> Drawings { get; } =
    [
        "0,0 100,0! 100,100! 0,100! 0,0 / 50,0 50,100 / 0,50 100,50", // table
        "0,0 100,0! 100,70! 0,70! 0,0 / 34,0 34,70 / 66,0 66,70 / 0,34 100,34",
        "34,0 34,100 / 66,0 66,100 / 0,34 100,34 / 0,66 100,66", // grid
        "0,0 100,0! 100,40! 0,40! 0,0 / 24,0 24,40 / 50,0 50,40 / 76,0 76,40", // row of cells
        "0,0 0,30! 100,30! 100,0 / 24,6 24,30 / 50,6 50,30 / 76,6 76,30", // comb
        "0,0 90,0! 90,90! 0,90! 0,0 / 4,4 86,86 / 86,4 4,86", // crossed box
        "0,10 80,10! 80,90! 0,90! 0,10 / 20,40 40,74! 100,0", // checked box
        "0,0 100,0 / 0,34 100,34 / 0,66 100,66 / 0,100 100,100", // ruled lines
        "0,0 100,0 / 0,30 60,30 / 0,60 100,60",
        "20,0 0,0! 0,20 / 80,0 100,0! 100,20 / 0,80 0,100! 20,100 / 80,100 100,100! 100,80", // corners
        "0,0 40,0! 40,40! 0,40! 0,0 / 56,20 110,20 / 0,60 40,60! 40,100! 0,100! 0,60 / 56,80 110,80", // boxes with lines
    ];
}
