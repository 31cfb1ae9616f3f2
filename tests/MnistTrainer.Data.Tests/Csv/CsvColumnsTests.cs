namespace MnistTrainer.Data.Tests;

/// <summary>Columns in an unusual order or number, and images that are not square.</summary>
public sealed class CsvColumnsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text, LoadOptions? options = null) =>
        CsvLoader.Load(_folder.Write("table.csv", text), options, TestContext.Current.CancellationToken);

    public static TheoryData<string> Orders => ["text", "reversed", "shuffled"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Orders_pixels_by_their_numbers(string kind)
    {
        var images = Tables.Images(20);
        int[] order = [.. Enumerable.Range(0, Tables.Size)];
        if (kind == "shuffled")
            new Random(5).Shuffle(order);
        order = kind switch
        {
            "text" => [.. order.OrderBy(i => $"{i}", StringComparer.Ordinal)],
            "reversed" => [.. order.Reverse()],
            _ => order,
        };
        string header = Tables.Line(["label"], order.Select(i => $"pixel{i}"));
        Dataset set = Load(
            header + string.Concat(images.Select(one => Tables.Line([one.Label], order.Select(i => (object)one.Pixels[i]))))
        );
        Tables.AssertEqual(images, set);
        Assert.Contains("pixels: in the order of their numbers, not of the columns", set.Findings);
    }

    [Fact]
    public void Asks_which_of_two_columns_beside_the_pixels_is_the_label()
    {
        var images = Tables.Images(40);
        string rows = string.Concat(images.Select((one, i) => Tables.Line([one.Label], one.Pixels.Cast<object>(), [i % 5])));
        foreach (bool required in new[] { true, false })
        {
            LoadOptions options = new() { LabelsRequired = required };
            Rejection.Of(() => Load(rows, options), "columns that are no pixels beside 64 that may be (columns 1, 66)");
        }

        Tables.AssertEqual(images, Load(rows, new LoadOptions { LabelColumn = "1", SkippedColumns = ["66"] }));
    }

    [Fact]
    public void Asks_rather_than_taking_a_word_at_the_end_for_the_label()
    {
        string rows = string.Concat(
            Tables.Images(40).Select((one, i) => Tables.Line([one.Label], one.Pixels.Cast<object>(), [i % 4 == 0 ? "test" : "train"]))
        );
        Rejection.Of(() => Load(rows), "(columns 1, 65)");
    }

    [Fact]
    public void Reads_one_hot_columns_after_row_numbers()
    {
        var images = Tables.Images(40);
        string rows = string.Concat(
            images.Select(
                (one, i) =>
                    Tables.Line([i], one.Pixels.Cast<object>(), Enumerable.Range(0, 10).Select(k => (object)(k == one.Label ? 1 : 0)))
            )
        );
        Tables.AssertEqual(images, Load(rows));
    }

    [Fact]
    public void Skips_a_first_column_of_distinct_words()
    {
        var images = Tables.Images(40);
        string rows = string.Concat(images.Select((one, i) => Tables.Line([$"row-{i * 37:x}"], [one.Label], one.Pixels.Cast<object>())));
        Tables.AssertEqual(images, Load(rows));
    }

    [Fact]
    public void Keeps_a_named_last_column_that_is_empty()
    {
        var images = Tables.Images(20);
        string rows = string.Concat(images.Select(one => Tables.Line([one.Label], one.Pixels.Cast<object>(), [""])));
        Tables.AssertEqual(images, Load($"label,{Tables.Names("pixel")},note\n{rows}"));
    }

    [Fact]
    public void Says_which_columns_may_be_the_label()
    {
        var images = Tables.Images(20);
        string rows = string.Concat(images.Select((one, i) => Tables.Line([i % 3], one.Pixels.Cast<object>(), [$"w{i % 4}"])));
        Dataset set = Load($"fold,{Tables.Names("pixel")},writer\n{rows}", new LoadOptions { LabelsRequired = false });
        Assert.False(set.Samples.HasLabels);
        Assert.Equal(["fold", "writer"], set.UndecidedColumns);
    }

    // A diagonal stroke of two pixels, which continues from row to row.
    private static int[] Stroke(int height, int width, int start)
    {
        int[] pixels = new int[height * width];
        for (int row = 1; row < height - 1; row++)
        {
            int column = 1 + ((start + (row / 3)) % (width - 3));
            pixels[(row * width) + column] = 255;
            pixels[(row * width) + column + 1] = 200;
        }

        return pixels;
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(12, 16)]
    [InlineData(20, 16)]
    public void Finds_the_size_of_images_that_are_not_square(int height, int width)
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(i => Tables.Line([i % 10], Stroke(height, width, i).Cast<object>())));
        foreach (bool required in new[] { true, false })
        {
            Dataset set = Load(rows, new LoadOptions { LabelsRequired = required });
            Assert.Equal($"{height}x{width}", $"{set.Samples.Shape}");
            Assert.Equal(10, set.Samples.ClassNames.Count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rejects_color_images(bool isPlanar)
    {
        string rows = string.Concat(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                {
                    int[] gray = Stroke(16, 16, i);
                    return Tables.Line(
                        [i % 10],
                        (isPlanar ? [.. gray, .. gray, .. gray] : gray.SelectMany(v => new[] { v, v, v })).Cast<object>()
                    );
                })
        );
        Rejection.Of(() => Load(rows), "color images: 768 values, 3 for each pixel");
    }

    [Fact]
    public void Keeps_other_tables_as_rows_of_values()
    {
        Random random = new(1);
        string rows = string.Concat(
            Enumerable
                .Range(0, 40)
                .Select(i => Tables.Line([$"class{i % 2}"], Enumerable.Range(0, 120).Select(_ => (object)random.Next(256))))
        );
        Assert.Equal("1x120", $"{Load(rows).Samples.Shape}");
    }
}
