using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>What options specify about a table is not guessed.</summary>
public sealed class CsvOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(30);

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text, LoadOptions options) => Load(Encoding.UTF8.GetBytes(text), options);

    private Dataset Load(byte[] text, LoadOptions? options) =>
        CsvLoader.Load(_folder.Write("table.csv", text), options, TestContext.Current.CancellationToken);

    // Stanford's OCR letters: id, letter, next id, word, position, fold, bits.
    private static string Letters =>
        string.Concat(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    $"{i + 1}\t{"abc"[i % 3]}\t{(i % 5 == 0 ? -1 : i + 2)}\t{i / 5}\t{(i % 5) + 1}\t{i % 10}\t{string.Join('\t', Enumerable.Range(0, 128).Select(k => (k * (i + 3)) % 7 == 0 ? 1 : 0))}\t\n"
                )
        );

    [Theory]
    [InlineData("writer", "writer")]
    [InlineData("writer", "2")]
    [InlineData("2", " Writer")]
    public void A_column_cannot_be_the_label_and_skipped(string label, string skipped)
    {
        const string Text = "label,writer,p0,p1,p2,p3\n5,Kim,0,1,2,99\n6,Lee,0,1,2,99\n";
        LoadOptions options = new() { LabelColumn = label, SkippedColumns = [skipped] };
        Rejection.Of(() => Load(Text, options), "a label column that is not also one to skip", "2 (writer)");

        // A range goes around it.
        Assert.Equal(["Kim", "Lee"], Load(Text, options with { SkippedColumns = ["1-2"] }).Samples.ClassNames);
    }

    [Fact]
    public void Reads_letters_once_it_is_said_which_columns_are_no_pixels()
    {
        foreach (bool required in new[] { true, false })
        {
            var error = Assert.Throws<InvalidInputException>(() => Load(Letters, new LoadOptions { LabelsRequired = required }));
            Assert.Contains("columns that are no pixels beside 128", error.Message, StringComparison.Ordinal);
            Assert.Contains("(columns 1, 3, 4, 5, 6)", error.Message, StringComparison.Ordinal);
            Assert.Equal(nameof(LoadOptions.SkippedColumns), error.Option);
        }

        Dataset set = Load(Letters, new LoadOptions { SkippedColumns = ["1", "3-6"], Shape = Shape.Image(16, 8) });
        Assert.Equal(["a", "b", "c"], set.Samples.ClassNames);
        Assert.Equal((40, Shape.Image(16, 8)), (set.Count, set.Samples.Shape));
        Assert.Equal(255, set.Samples.Row(0)[7]);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("Kind")]
    public void Finds_the_label_column_by_number_or_name(string column)
    {
        string rows = string.Concat(_images.Select((one, i) => Tables.Line([i % 4, one.Label], one.Pixels.Cast<object>())));
        Tables.AssertEqual(_images, Load($"fold,kind,{Tables.Names("pixel")}\n{rows}", new LoadOptions { LabelColumn = column }));
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("0")]
    [InlineData("66")]
    [InlineData("3-2")]
    public void Rejects_a_column_that_is_not_there(string column)
    {
        string rows = string.Concat(_images.Select(one => Tables.Line([one.Label], one.Pixels.Cast<object>())));
        Rejection.Of(() => Load(rows, new LoadOptions { LabelColumn = column }), "a number from 1 to 65", $"\"{column}\"");
        Rejection.Of(() => Load(rows, new LoadOptions { SkippedColumns = [column] }), $"\"{column}\"");
    }

    [Fact]
    public void Reads_a_first_row_of_numbers_in_order_as_an_image_if_told_so()
    {
        string rows =
            Tables.Line([9], Enumerable.Range(10, Tables.Size).Cast<object>())
            + string.Concat(_images.Select(one => Tables.Line([one.Label], one.Pixels.Cast<object>())));
        Assert.Equal(30 + 1, Load(rows, new LoadOptions { HasHeader = false }).Count);
    }

    [Fact]
    public void Decodes_the_specified_encoding()
    {
        Encoding gbk = TextEncodings.Find("gbk")!;
        byte[] text = gbk.GetBytes(
            string.Concat(_images.Select(one => Tables.Line(["零一二三四五六七八九"[one.Label]], one.Pixels.Cast<object>())))
        );
        Rejection.Of(() => Load(text, null), "line 1, byte 0: expected text in UTF-8", "specify its encoding");
        Dataset set = Load(text, new LoadOptions { Encoding = gbk });
        Assert.Equal(
            _images.Select(one => $"{"零一二三四五六七八九"[one.Label]}"),
            set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label])
        );
        Assert.Contains("encoding: GB2312, as specified", set.Findings);
    }
}
