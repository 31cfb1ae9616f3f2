using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Tests of detecting the label column, ignored columns and the shape of images.</summary>
public sealed class CsvLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text, LoadOptions? options = null) =>
        CsvLoader.Load(_folder.Write("table.csv", text), options, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("label,1x1,1x2,1x3,2x1,2x2,2x3\n1,1,2,3,4,5,60\n", 2, 3)]
    [InlineData("label,1x1,2x1,3x1,1x2,2x2,3x2\n1,1,2,3,4,5,60\n", 2, 3)]
    [InlineData("label,p0,p1,p2,p3,p4\n1,1,2,3,4,50\n", 1, 5)]
    public void Finds_images_that_are_not_square(string text, int height, int width) =>
        Assert.Equal(Shape.Image(height, width), Load(text).Samples.Shape);

    [Fact]
    public void Uses_the_specified_shape()
    {
        LoadOptions options = new() { Shape = Shape.Image(3, 2) };
        Assert.Equal(Shape.Image(3, 2), Load("1,1,2,3,4,5,60\n", options).Samples.Shape);
        Assert.False(Load("1,2,3,4,5,60\n", options with { LabelsRequired = false }).Samples.HasLabels);
        Rejection.Of(
            () => Load("1,1,2,3\n", options),
            "table.csv: expected 6 pixel columns (3x2) in addition to the label, found",
            "actual height and width"
        );
    }

    [Fact]
    public void Accepts_a_table_without_labels_only_for_prediction()
    {
        LoadOptions predicting = new() { LabelsRequired = false };
        Dataset set = Load("p0,p1,p2,p3\n0,128,255,0\n7,0,0,99\n", predicting);
        Assert.Equal([0, 128, 255, 0], set.Samples.Row(0).ToArray());
        Assert.Equal([7, 0, 0, 99], set.Samples.Row(1).ToArray());
        Assert.False(set.Samples.HasLabels);
        Assert.Contains("label column: none", set.Findings);
        Assert.Equal(set.Samples.Row(1).ToArray(), Load("0,128,255,0\n7,0,0,99\n", predicting).Samples.Row(1).ToArray());
        Rejection.Of(
            () => Load("0,128,255,0\n7,0,0,99\n"),
            "table.csv: expected a label column, found only 4 pixel columns",
            "named label"
        );
    }

    [Fact]
    public void Does_not_mistake_row_numbers_for_labels()
    {
        string text = string.Concat(Enumerable.Range(1, 30).Select(i => $"{i},0,{i},255,0\n"));
        Dataset set = Load(text, new LoadOptions { LabelsRequired = false });
        Assert.False(set.Samples.HasLabels);
        Assert.Contains("ignored column: 1", set.Findings);
        Rejection.Of(() => Load(text), "expected a label column");
    }

    [Fact]
    public void Accepts_ten_rows_of_ten_classes_in_order_as_labels() =>
        Assert.Equal(10, Load(string.Concat(Enumerable.Range(0, 10).Select(i => $"{i},0,{i},255,0\n"))).Samples.ClassNames.Count);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Finds_the_label_column_of_a_table_sorted_by_label(bool labelLast)
    {
        // 200 rows of each class: the first rows do not distinguish the label from a blank corner pixel.
        StringBuilder text = new();
        for (int i = 0; i < 1000; i++)
            text.Append(labelLast ? $"0,{i % 256},{i % 7},0,{i / 200}\n" : $"{i / 200},0,{i % 256},{i % 7},0\n");
        Dataset set = Load(text.ToString());
        Assert.Equal(["0", "1", "2", "3", "4"], set.Samples.ClassNames);
        Assert.Equal([0, 200 % 256, 200 % 7, 0], set.Samples.Row(200).ToArray());
    }

    /// <summary>A corner of images, blank in all or nearly all, is no label, even where the label is not in the other outer column.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Rejects_a_blank_corner_as_the_label(int stains)
    {
        Random random = new(3);
        StringBuilder text = new();
        for (int i = 0; i < 300; i++)
        {
            object[] pixels = [.. Enumerable.Range(0, 256).Select(pixel => (object)(pixel is 0 or 255 ? 0 : random.Next(256)))];
            pixels[0] = i == 150 ? 9 * stains : 0;
            text.Append(Tables.Line(pixels[..128], [i % 10], pixels[128..]));
        }

        Rejection.Of(
            () => Load(text.ToString()),
            "expected a label in the first or the last column",
            "columns 1, 257",
            "Specify which column"
        );
        Dataset set = Load(text.ToString(), new LoadOptions { LabelColumn = "129" });
        Assert.Equal(10, set.Samples.ClassNames.Count);
        Assert.Equal(Shape.Image(16, 16), set.Samples.Shape);
    }

    [Fact]
    public void Accepts_a_plain_count_as_column_names()
    {
        string header = string.Join(',', Enumerable.Range(0, 26));
        string row = string.Join(',', Enumerable.Range(0, 25).Select(i => i * 10));
        Dataset set = Load($"{header}\n4,{row}\n");
        Assert.Equal((1, Shape.Image(5, 5)), (set.Count, set.Samples.Shape));
    }
}
