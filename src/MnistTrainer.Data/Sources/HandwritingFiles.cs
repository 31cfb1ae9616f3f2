namespace MnistTrainer.Data;

/// <summary>
/// The names of UCI's files of handwritten digits: <c>pendigits-orig.tra</c> and <c>.tes</c>, <c>optdigits-orig.tra</c>, <c>.cv</c> and
/// <c>.windep</c>, and <c>semeion.data</c>; each also gzipped. The test parts of the first two are by writers of their own.
/// </summary>
internal static class HandwritingFiles
{
    private const string Strokes = "pendigits-orig";
    private const string Bitmaps = "optdigits-orig";
    private const string Semeion = "semeion.data";

    /// <summary>Finds such files in a folder; null if there are none.</summary>
    public static SourceSplits? Find(DataFolder folder) =>
        Splits(Named(folder, $"{Strokes}.tra"), Named(folder, $"{Strokes}.tes"), files => OfStrokes(files[0]))
        ?? Splits([.. Named(folder, $"{Bitmaps}.tra"), .. Named(folder, $"{Bitmaps}.cv")], Named(folder, $"{Bitmaps}.windep"), OfBitmaps)
        ?? Splits(Named(folder, Semeion), [], files => OfSemeion(files[0]));

    /// <summary>Opens a file by its name, or strokes also by content; null if it is none of these.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Its first bytes, decompressed.</param>
    public static SourceSplit? Open(DataFile file, ReadOnlySpan<byte> start)
    {
        string name = Plain(file.Name);
        return UnipenFile.Is(start) ? OfStrokes(file)
            : name.StartsWith(Bitmaps + ".", StringComparison.OrdinalIgnoreCase) ? OfBitmaps([file])
            : name.Equals(Semeion, StringComparison.OrdinalIgnoreCase) ? OfSemeion(file)
            : null;
    }

    private static SourceSplits? Splits(DataFile[] train, DataFile[] test, Func<DataFile[], SourceSplit> open) =>
        train.Length + test.Length == 0
            ? null
            : new SourceSplits(train.Length == 0 ? null : open(train), test.Length == 0 ? null : open(test));

    // If a file exists both plain and gzipped, the plain one is returned.
    private static DataFile[] Named(DataFolder folder, string name) =>
        [
            .. folder
                .Files.Where(file => Plain(file.Name).Equals(name, StringComparison.OrdinalIgnoreCase))
                .OrderBy(file => file.Name.Length)
                .Take(1),
        ];

    private static string Plain(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;

    private static SourceSplit OfStrokes(DataFile file) =>
        SourceSplit.Handwriting((options, cancellation) => HandwritingLoader.LoadStrokes(file, options, cancellation));

    private static SourceSplit OfBitmaps(DataFile[] files) =>
        SourceSplit.Handwriting(
            (options, cancellation) =>
                HandwritingLoader.LoadBitmaps(
                    files,
                    OptdigitsFile.Read,
                    ["format: bitmaps of 32x32 (optdigits)", "framed: as digits, in MNIST's frame"],
                    options,
                    cancellation
                )
        );

    private static SourceSplit OfSemeion(DataFile file) =>
        SourceSplit.Handwriting(
            (options, cancellation) =>
                HandwritingLoader.LoadBitmaps(
                    [file],
                    SemeionFile.Read,
                    ["format: bitmaps of 16x16 (semeion)", "framed: their width estimated from their strokes, in MNIST's frame"],
                    options,
                    cancellation
                )
        );
}
