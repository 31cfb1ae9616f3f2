namespace MnistTrainer.Data.Tests;

/// <summary>Tables with an image in each column, wherever their labels are.</summary>
public sealed class CsvTransposedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(30);

    public void Dispose() => _folder.Dispose();

    public enum Labels
    {
        None,
        Top,
        Bottom,
        TopWords,
        BottomWords,
    }

    [Theory]
    [InlineData(Labels.None, false, false, false)]
    [InlineData(Labels.Top, false, false, false)]
    [InlineData(Labels.Bottom, false, false, false)]
    [InlineData(Labels.Top, true, false, false)]
    [InlineData(Labels.Bottom, true, true, false)]
    [InlineData(Labels.Bottom, true, false, true)]
    [InlineData(Labels.Top, false, true, false)]
    [InlineData(Labels.BottomWords, true, true, false)]
    [InlineData(Labels.BottomWords, false, false, false)]
    [InlineData(Labels.TopWords, false, false, false)]
    public void Are_rejected(Labels labels, bool index, bool header, bool names)
    {
        bool isTop = labels is Labels.Top or Labels.TopWords;
        List<string> lines =
        [
            .. Enumerable
                .Range(0, Tables.Size)
                .Select(i => Index($"pixel{i}", i + (isTop ? 1 : 0)) + Cells(_images.Select(one => $"{one.Pixels[i]}"))),
        ];
        string row =
            Index("label", isTop ? 0 : Tables.Size)
            + Cells(_images.Select(one => labels is Labels.Top or Labels.Bottom ? $"{one.Label}" : $"digit {one.Label}"));
        if (labels is not Labels.None)
            lines.Insert(isTop ? 0 : lines.Count, row);
        if (header)
            lines.Insert(0, (index ? "," : "") + Cells(Enumerable.Range(0, 30).Select(i => $"{i}")));
        string path = _folder.Write("table.csv", string.Join('\n', lines));
        foreach (bool required in new[] { true, false })
        {
            LoadOptions options = new() { LabelsRequired = required };
            Rejection.Of(() => CsvLoader.Load(path, options, TestContext.Current.CancellationToken), "ranspose");
        }

        string Index(string name, int number) =>
            index
                ? names
                    ? $"{name},"
                    : $"{number},"
                : "";

        static string Cells(IEnumerable<string> cells) => string.Join(',', cells);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    public void As_many_images_as_pixels_are_not_mistaken_for_them(int count)
    {
        var images = Tables.Images(count);
        string text = string.Concat(images.Select(one => Tables.Line([one.Label], one.Pixels.Cast<object>())));
        Tables.AssertEqual(images, CsvLoader.Load(_folder.Write("table.csv", text), null, TestContext.Current.CancellationToken));
    }
}
