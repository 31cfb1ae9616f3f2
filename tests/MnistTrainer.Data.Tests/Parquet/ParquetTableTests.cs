using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Data.Tests.ParquetBytes;

namespace MnistTrainer.Data.Tests;

public sealed class ParquetTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Dataset? Load(string source, LoadOptions? options = null) =>
        DataSource.Open(source).Load(DataSplit.Train, options, TestContext.Current.CancellationToken);

    private static string[] LabelsOf(Dataset set) => [.. set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label])];

    private static readonly int[][] Images =
    [
        [0, 255, 3, 4],
        [5, 6, 7, 8],
        [250, 0, 0, 1],
    ];
    private static readonly string[] Names = ["label", "pixel0", "pixel1", "pixel2", "pixel3"];

    private static byte[] Table<T>(Func<int, T> convert, string[]? names = null)
        where T : struct =>
        ParquetBytes.Table<T>(
            names ?? Names,
            [
                .. Images.Select(
                    (image, row) =>
                        new T?[] { convert(row + 4) }
                            .Concat(image.Select(pixel => (T?)convert(pixel)))
                            .ToArray()
                ),
            ]
        );

    [Fact]
    public void Reads_a_column_for_each_pixel_of_any_type_as_the_same_CSV()
    {
        string csv = string.Join(
            '\n',
            Images.Select((image, row) => $"{row + 4},{string.Join(',', image)}").Prepend(string.Join(',', Names))
        );
        Dataset expected = Load(_folder.Write("t.csv", csv))!;
        byte[][] files =
        [
            Table(value => (byte)value),
            Table(value => (short)value),
            Table(value => (ushort)value),
            Table(value => value),
            Table(value => (uint)value),
            Table(value => (long)value),
            Table(value => (ulong)value),
            Table(value => (float)value),
            Table(value => (double)value),
            Table(value => (decimal)value),
        ];
        foreach (byte[] file in files)
        {
            Dataset set = Load(_folder.Write("t.parquet", file))!;
            Assert.Equal(LabelsOf(expected), LabelsOf(set));
            for (int row = 0; row < 3; row++)
                Assert.Equal(expected.Samples.Row(row), set.Samples.Row(row));
            Assert.Contains("format: Parquet", set.Findings);
            Assert.Contains("label column: 1 (label)", set.Findings);
        }
    }

    [Fact]
    public void Scales_fractions_and_reports_it()
    {
        string path = _folder.Write("t.parquet", Table(value => value / 255.0, ["x", "pixel0", "pixel1", "pixel2", "pixel3"]));
        Dataset set = Load(path, new LoadOptions { LabelsRequired = false })!;
        Assert.Equal((byte[])[0, 255, 3, 4], set.Samples.Row(0));
        Assert.False(set.Samples.HasLabels);
        Assert.Contains(set.Findings, finding => finding.Contains("0 to 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_can_be_chosen_by_options()
    {
        string path = _folder.Write("t.parquet", Table(value => value, ["who", "p", "q", "r", "s"]));
        LoadOptions options = new()
        {
            LabelColumn = "who",
            Shape = Shape.Image(1, 3),
            SkippedColumns = ["s"],
        };
        Dataset set = Load(path, options)!;
        Assert.Equal(["4", "5", "6"], LabelsOf(set));
        Assert.Equal((byte[])[5, 6, 7], set.Samples.Row(1));
    }

    [Fact]
    public void A_missing_cell_is_named_by_its_line_and_column()
    {
        byte[] file = ParquetBytes.Table<int>(
            Names,
            [
                [1, 0, 2, 3, 4],
                [2, 5, null, 7, 8],
                [1, 9, 9, 9, 9],
            ]
        );
        Rejection.Of(() => Load(_folder.Write("t.parquet", file)), "t.parquet, line 3, column 3", "empty");
    }

    [Fact]
    public void Reads_lists_of_pixels_and_lists_of_rows()
    {
        byte[] list = Of<ListRow>([.. Images.Select((image, row) => new ListRow(row % 2, [.. image.Select(pixel => pixel / 255.0)]))]);
        Dataset set = Load(_folder.Write("list.parquet", list))!;
        Assert.Equal(Shape.Image(2, 2), set.Samples.Shape);
        Assert.Equal(["0", "1", "0"], LabelsOf(set));
        Assert.Equal((byte[])[250, 0, 0, 1], set.Samples.Row(2));
        Assert.Contains("pixels: in the column pixels", set.Findings);

        byte[] rows = Of<RowsRow>([
            new(
                "가",
                [
                    [1, 2, 255],
                    [4, 5, 6],
                ]
            ),
            new(
                "나",
                [
                    [7, 8, 9],
                    [10, 11, 12],
                ]
            ),
        ]);
        set = Load(_folder.Write("rows.parquet", rows))!;
        Assert.Equal(Shape.Image(2, 3), set.Samples.Shape);
        Assert.Equal(["가", "나"], LabelsOf(set));
        Assert.Equal((byte[])[7, 8, 9, 10, 11, 12], set.Samples.Row(1));
    }

    [Fact]
    public void Reads_raw_bytes_as_pixels()
    {
        byte[] file = Of<RawRow>([new([0, 255, 3, 4], "a"), new([5, 6, 7, 8], "b")]);
        Dataset set = Load(_folder.Write("t.parquet", file))!;
        Assert.Equal(Shape.Image(2, 2), set.Samples.Shape);
        Assert.Equal((byte[])[5, 6, 7, 8], set.Samples.Row(1));
        Assert.Equal(["a", "b"], LabelsOf(set));
    }

    [Fact]
    public void Rejects_images_of_several_sizes()
    {
        string lists = _folder.Write("a.parquet", Of<ListRow>([new(0, [1, 2, 3, 4]), new(1, [1, 2, 3])]));
        Rejection.Of(() => Load(lists), "a.parquet, row 2, column pixels", "one size");
        string rows = _folder.Write(
            "b.parquet",
            Of<RowsRow>([
                new(
                    "x",
                    [
                        [1, 2],
                        [3],
                    ]
                ),
            ])
        );
        Rejection.Of(() => Load(rows), "b.parquet, row 1", "rows of several lengths");
        string raw = _folder.Write("c.parquet", Of<RawRow>([new([0, 1, 2, 3], "a"), new([5], "b")]));
        Rejection.Of(() => Load(raw), "c.parquet, row 2", "4 bytes", "found 1 bytes");
    }

    [Fact]
    public void Rejects_damaged_files_by_the_name_of_the_format()
    {
        byte[] whole = Table(value => value);
        byte[][] damaged =
        [
            [.. "PAR1"u8, 0x15, 0, 0x15],
            whole[..^20],
            [.. whole[..40], .. new byte[400], .. "PAR1"u8],
        ];
        foreach (byte[] file in damaged)
            Rejection.Of(() => Load(_folder.Write("t.parquet", file)), "t.parquet", "a whole Parquet file", "damaged or incomplete");
    }
}
