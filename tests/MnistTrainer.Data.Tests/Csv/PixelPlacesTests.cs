using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Tables from which columns were dropped, or whose columns were shuffled, by tools that need no images.</summary>
public sealed class PixelPlacesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(30);

    public void Dispose() => _folder.Dispose();

    private int[] Used => [.. Enumerable.Range(0, Tables.Size).Where(i => _images.Any(image => image.Pixels[i] != 0))];

    [Theory]
    [InlineData("pixel")]
    [InlineData("")]
    public void Constant_columns_that_were_dropped_are_put_back(string stem)
    {
        Dataset set = Load(Used, place => $"{stem}{place}", new LoadOptions { Shape = Shape.Image(8, 8) });
        Tables.AssertEqual(_images, set);
        Assert.Contains(set.Findings, finding => finding.Contains("the columns that are missing are read as 0", StringComparison.Ordinal));

        // Numbers from 1 show themselves by the last pixel.
        int[] withLast = [.. Used, Tables.Size - 1];
        Tables.AssertEqual(_images, Load(withLast, place => $"{stem}{place + 1}"));
    }

    [Theory]
    [InlineData("{0}x{1}", 1)]
    [InlineData("pixel_{0}_{1}", 0)]
    public void Rows_and_columns_say_where_pixels_lie(string form, int start)
    {
        // The first pixel shows where numbers start.
        int[] columns = [0, .. Used];
        string Name(int place) => string.Format(null, form, (place / 8) + start, (place % 8) + start);
        Tables.AssertEqual(_images, Load(columns, Name));
        Tables.AssertEqual(_images, Load(columns, Name, new LoadOptions { Shape = Shape.Image(8, 8) }));
    }

    [Fact]
    public void The_size_is_found_where_rows_of_pixels_continue()
    {
        Dataset set = Load([0, .. Used], place => $"pixel{place}");
        Tables.AssertEqual(_images, set);
        Assert.Contains("images: 8x8", set.Findings);
    }

    [Fact]
    public void Columns_of_rows_and_columns_may_be_shuffled()
    {
        int[] shuffled = [.. Enumerable.Range(0, Tables.Size)];
        new Random(1).Shuffle(shuffled);
        Dataset set = Load(shuffled, place => $"{(place / 8) + 1}x{(place % 8) + 1}");
        Tables.AssertEqual(_images, set);
        Assert.Contains("pixels: in the order of their names, not of the columns", set.Findings);
    }

    [Fact]
    public void Columns_dropped_from_a_light_background_are_rejected()
    {
        foreach (int[] pixels in _images.Select(image => image.Pixels))
        {
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = 255 - pixels[i];
        }

        int[] used = [.. Enumerable.Range(0, Tables.Size).Where(i => i % 8 is > 0 and < 7)];
        Rejection.Of(
            () => Load(used, place => $"pixel{place}", new LoadOptions { Shape = Shape.Image(8, 8) }),
            "dark on light",
            "48 of 64"
        );
    }

    [Fact]
    public void Gaps_in_names_that_say_no_place_are_rejected() =>
        Rejection.Of(() => Load(Used, place => $"V{place}"), "a column for each pixel", "missing in between", "pixel0");

    private Dataset Load(int[] columns, Func<int, string> name, LoadOptions? options = null) =>
        CsvLoader.Load(
            _folder.Write(
                "table.csv",
                $"label,{string.Join(',', columns.Select(name))}\n"
                    + string.Concat(_images.Select(one => Tables.Line([one.Label], columns.Select(column => (object)one.Pixels[column]))))
            ),
            options,
            TestContext.Current.CancellationToken
        );
}
