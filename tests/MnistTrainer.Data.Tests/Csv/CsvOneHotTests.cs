namespace MnistTrainer.Data.Tests;

/// <summary>Tables whose classes are columns with a single 1.</summary>
public sealed class CsvOneHotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text, LoadOptions? options = null) =>
        CsvLoader.Load(_folder.Write("table.csv", text), options, TestContext.Current.CancellationToken);

    private static IEnumerable<object> OneHot(int label) => Enumerable.Range(0, 10).Select(k => (object)(k == label ? 1 : 0));

    [Theory]
    [InlineData("label_", true)]
    [InlineData("digit", false)]
    [InlineData("", true)]
    public void Reads_one_hot_columns_as_classes_named_or_not(string name, bool isLast)
    {
        var images = Tables.Images(40);
        string names = string.Join(',', Enumerable.Range(0, 10).Select(k => $"{name}{k}"));
        string pixels = Tables.Names("pixel");
        string header = name.Length == 0 ? "" : (isLast ? $"{pixels},{names}" : $"{names},{pixels}") + "\n";
        string rows = string.Concat(
            images.Select(one =>
                isLast
                    ? Tables.Line(one.Pixels.Cast<object>(), OneHot(one.Label))
                    : Tables.Line(OneHot(one.Label), one.Pixels.Cast<object>())
            )
        );

        foreach (bool required in new[] { true, false })
        {
            Dataset set = Load(header + rows, new LoadOptions { LabelsRequired = required });
            Tables.AssertEqual(images, set);
            Assert.Contains(set.Findings, finding => finding.StartsWith("label columns: ") && finding.EndsWith("one-hot"));
        }
    }

    [Fact]
    public void Flags_that_are_all_0_in_some_rows_are_no_classes()
    {
        string path = _folder.Write("train.csv", "is_bad,is_late,pixel0,pixel1,pixel2,pixel3\n0,0,0,255,3,4\n1,0,5,6,7,8\n0,1,9,9,9,9\n");
        Rejection.Of(() => CsvLoader.Load(path, cancellation: TestContext.Current.CancellationToken), "a label column");
    }

    [Fact]
    public void Prefers_a_label_column_to_one_hot_columns_beside_it()
    {
        var images = Tables.Images(20);
        string header = $"label,{string.Join(',', Enumerable.Range(0, 10).Select(k => $"is_{k}"))},{Tables.Names("pixel")}\n";
        Dataset set = Load(
            header + string.Concat(images.Select(one => Tables.Line([one.Label], OneHot(one.Label), one.Pixels.Cast<object>())))
        );
        Tables.AssertEqual(images, set);
        Assert.Contains("label column: 1 (label)", set.Findings);
    }

    [Fact]
    public void Rejects_a_later_row_without_exactly_one_1()
    {
        var images = Tables.Images(150);
        string rows = string.Concat(images.Select(one => Tables.Line(one.Pixels.Cast<object>(), OneHot(one.Label))));
        Rejection.Of(
            () => Load(rows + Tables.Line(images[0].Pixels.Cast<object>(), OneHot(-1))),
            "line 151, columns 65 to 74: expected a 1"
        );
    }

    [Theory]
    [InlineData("id,label_0,label_1,label_2,label_3,label_4")]
    [InlineData("zero,one,two,three,four,five")]
    public void Rejects_labels_without_pixels(string header)
    {
        int classes = header.Split(',').Count(name => name != "id");
        string rows = string.Concat(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    (header.StartsWith("id") ? $"{i}," : "")
                    + string.Join(',', Enumerable.Range(0, classes).Select(k => k == i % classes ? 1 : 0))
                    + "\n"
                )
        );
        Rejection.Of(() => Load($"{header}\n{rows}"), "expected pixel columns", "without pixels");
        Rejection.Of(() => Load($"{header}\n{rows}", new LoadOptions { LabelsRequired = false }), "without pixels");
    }

    [Fact]
    public void Rejects_probabilities_without_pixels() =>
        Rejection.Of(
            () => Load("id,a,b,c,d,e\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"{i},0.2,0.2,0.2,0.2,0.2\n"))),
            "without pixels"
        );
}
