namespace MnistTrainer.Data.Tests;

/// <summary>Headers that programs write, and what stands above and between rows.</summary>
public sealed class CsvNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(30);

    public void Dispose() => _folder.Dispose();

    private string Rows => RowsOf(_images);

    private static string RowsOf(IEnumerable<(int Label, int[] Pixels)> images) =>
        string.Concat(images.Select(one => Tables.Line([one.Label], one.Pixels.Cast<object>())));

    private Dataset Load(string text, LoadOptions? options = null) =>
        CsvLoader.Load(_folder.Write("table.csv", text), options, TestContext.Current.CancellationToken);

    private static string MakeUnique(IEnumerable<string> names)
    {
        Dictionary<string, int> counts = [];
        return string.Join(
            ',',
            names.Select(name => (counts[name] = counts.GetValueOrDefault(name) + 1) == 1 ? name : $"{name}.{counts[name] - 1}")
        );
    }

    [Fact]
    public void Reads_a_header_that_names_all_pixels_the_same()
    {
        Tables.AssertEqual(_images, Load($"label,{string.Join(',', Enumerable.Repeat("pixel", Tables.Size))}\n{Rows}"));
        Tables.AssertEqual(_images, Load($"label,{MakeUnique(Enumerable.Repeat("pixel", Tables.Size))}\n{Rows}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    public void Takes_numbers_that_a_tool_made_unique_for_a_header(string prefix)
    {
        string[] first = [$"{_images[0].Label}", .. _images[0].Pixels.Select(pixel => $"{pixel}")];
        string header = MakeUnique(first.Select(name => prefix + name));
        Dataset set = Load($"{header}\n{RowsOf(_images[1..])}");
        Tables.AssertEqual(_images[1..], set);
        Assert.Equal(prefix.Length == 0, set.Findings.Any(finding => finding.Contains("made unique")));
    }

    [Fact]
    public void Ignores_the_row_names_of_R()
    {
        string rows = string.Concat(_images.Select((one, i) => Tables.Line([$"\"{i + 1}\"", one.Label], one.Pixels.Cast<object>())));
        Dataset set = Load($"\"label\",{Tables.Names("V")}\n{rows}");
        Tables.AssertEqual(_images, set);
        Assert.Contains("label column: 2 (label)", set.Findings);
        Assert.Contains("ignored column: 1 (row names)", set.Findings);
        Assert.Null(set.Ids);
    }

    [Theory]
    [InlineData("MNIST sample,,\nexported 2024-05-01,,\n,,\n", 2)]
    [InlineData("# written by a tool\n", 1)]
    [InlineData("30,8,8\n", 1)]
    public void Skips_lines_above_the_table_and_reports_them(string preamble, int lines)
    {
        foreach (string header in new[] { "", $"label,{Tables.Names("pixel")}\n" })
        {
            Dataset set = Load(preamble + header + Rows);
            Tables.AssertEqual(_images, set);
            Assert.Contains(set.Findings, finding => finding.StartsWith($"skipped: {lines} line"));
        }
    }

    [Fact]
    public void Skips_a_repeated_header_and_reports_its_line()
    {
        string header = $"label,{Tables.Names("pixel")}\n";
        Dataset set = Load(header + RowsOf(_images[..20]) + header + RowsOf(_images[20..]));
        Tables.AssertEqual(_images, set);
        Assert.Contains("header: repeated at line 22, skipped", set.Findings);
    }

    [Fact]
    public void Skips_a_repeated_header_of_numbers_rather_than_reading_it_as_an_image()
    {
        string header = $"label,{Tables.Names("")}\n";
        Tables.AssertEqual(_images, Load(header + RowsOf(_images[..20]) + header + RowsOf(_images[20..])));
    }

    [Fact]
    public void Rejects_a_second_header_with_other_names()
    {
        string text = $"label,{Tables.Names("pixel")}\n{RowsOf(_images[..20])}{Tables.Names("pixel")},label\n{Rows}";
        Rejection.Of(() => Load(text), "line 22: expected a row of the table, found a second header, which differs from the first");
        Rejection.Of(() => Load(Rows + $"label,{Tables.Names("pixel")}\n"), "line 31: expected a row of the table, found a header");
    }

    [Theory]
    [InlineData("label", "label column: 1 (label)")]
    [InlineData("true_class", "label column: 1 (true_class)")]
    [InlineData("정답", "label column: 1 (정답)")]
    public void Ignores_columns_whose_names_do_not_fit_those_of_the_pixels(string label, string finding)
    {
        string rows = string.Concat(
            _images.Select((one, i) => Tables.Line([one.Label], one.Pixels.Cast<object>(), [i % 3, 20 + i, "2024-01-02"]))
        );
        Dataset set = Load($"{label},{Tables.Names("pixel")},writer,age,date\n{rows}");
        Tables.AssertEqual(_images, set);
        Assert.Contains(finding, set.Findings);
        Assert.Contains("ignored column: 66 (writer)", set.Findings);
        Assert.Contains("ignored column: 68 (date)", set.Findings);
    }

    [Fact]
    public void Takes_no_column_of_an_unknown_name_for_the_label()
    {
        string text =
            $"{Tables.Names("pixel")},fold\n" + string.Concat(_images.Select(one => Tables.Line(one.Pixels.Cast<object>(), [one.Label])));
        Rejection.Of(
            () => Load(text),
            "expected a label column, found 64 pixel columns beside column 65 (fold), which is not known to be the label"
        );
        Assert.False(Load(text, new LoadOptions { LabelsRequired = false }).Samples.HasLabels);
        Tables.AssertEqual(_images, Load(text, new LoadOptions { LabelColumn = "fold" }));
    }

    /// <summary>A fraction in the last row shows that the pixels are from 0 to 1, and the table is read again.</summary>
    [Fact]
    public void Reads_ids_and_repeated_headers_once_where_the_range_shows_late()
    {
        const string header = "id,label,p0,p1,p2,p3\n";
        string path = _folder.Write("train.csv", $"{header}a,4,0,1,0,1\n{header}b,7,1,1,0,0.5\n");
        Dataset set = CsvLoader.Load(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b"], set.Ids!.Values);
        Assert.Contains("header: repeated at line 3, skipped", set.Findings);
        Assert.Equal([255, 255, 0, 128], set.Samples.Row(1).ToArray());
    }

    /// <summary>A letter may be a class; the name y alone makes no header.</summary>
    [Fact]
    public void Reads_a_first_row_of_the_class_y_as_an_image()
    {
        string path = _folder.Write("train.csv", "y,0,255,3,4\nx,5,6,7,8\n");
        Assert.Equal(["x", "y"], CsvLoader.Load(path, cancellation: TestContext.Current.CancellationToken).Samples.ClassNames);
    }

    [Fact]
    public void Does_not_choose_between_two_columns_that_may_be_the_label()
    {
        string path = _folder.Write("train.csv", "digit drawn,digit read,pixel0,pixel1,pixel2,pixel3\n4,9,0,255,3,4\n7,1,5,6,7,8\n");
        Rejection.Of(() => CsvLoader.Load(path, cancellation: TestContext.Current.CancellationToken), "train.csv", "a label column");
    }

    [Fact]
    public void Keeps_the_cells_of_the_id_column()
    {
        string rows = string.Concat(_images.Select((one, i) => Tables.Line([$"a{i}"], one.Pixels.Cast<object>())));
        Dataset set = Load($"ImageId,{Tables.Names("pixel")}\n{rows}", new LoadOptions { LabelsRequired = false });
        Assert.Equal("ImageId", set.Ids!.Column);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"a{i}"), set.Ids.Values);
        Assert.Null(Load(Rows).Ids);
    }
}
