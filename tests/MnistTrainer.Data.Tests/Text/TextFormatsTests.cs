using System.Globalization;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Text that is no CSV: read as a table, or rejected by its name.</summary>
public sealed class TextFormatsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(40);

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text, LoadOptions? options = null) =>
        CsvLoader.Load(_folder.Write("table.csv", text), options, TestContext.Current.CancellationToken);

    private void AssertReads(string text, string format)
    {
        Dataset set = Load(text);
        Tables.AssertEqual(_images, set);
        Assert.Equal(Shape.Image(8, 8), set.Samples.Shape);
        Assert.Equal($"format: {format}", set.Findings[0]);
    }

    private static IEnumerable<int[]> RowsOf(int[] pixels) => pixels.Chunk(8);

    [Fact]
    public void Reads_JSON_in_a_list_or_one_value_a_line()
    {
        object[][] forms =
        [
            [.. _images.Select(one => new { label = one.Label, image = RowsOf(one.Pixels) })],
            [.. _images.Select(one => new { pixels = one.Pixels, digit = $"{one.Label}" })],
            [
                .. _images.Select(one => new
                {
                    y = one.Label,
                    id = "a,b",
                    x = RowsOf(one.Pixels).Select(row => row.Select(pixel => new[] { pixel })),
                }),
            ],
            [.. _images.Select(one => one.Pixels.Prepend(one.Label))],
            [.. _images.Select(one => one.Pixels.Select((pixel, i) => ($"pixel{i}", pixel)).Append(("label", one.Label)).ToDictionary())],
        ];
        foreach (object[] values in forms)
        {
            string[] lines = [.. values.Select(value => JsonSerializer.Serialize(value))];
            AssertReads($"[{string.Join(',', lines)}]", "JSON");
            AssertReads($"[\n  {string.Join(",\n  ", lines)}\n]\n", "JSON");
            AssertReads(string.Join('\n', lines), "JSON lines");
            AssertReads("\uFEFF" + string.Join("\r\n", lines) + "\r\n", "JSON lines");
        }
    }

    /// <summary>What a sparse row leaves out is 0, or the first of the listed values (Weka's ARFF).</summary>
    [Fact]
    public void A_sparse_row_of_ARFF_leaves_out_the_first_class()
    {
        string path = _folder.Write(
            "train.arff",
            "@relation d\n@attribute p0 numeric\n@attribute p1 numeric\n@attribute p2 numeric\n@attribute p3 numeric\n"
                + "@attribute class {one,two}\n@data\n{0 255}\n{1 7, 4 two}\n"
        );
        Dataset set = CsvLoader.Load(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["one", "two"], set.Samples.ClassNames);
        Assert.Equal([0, 1], set.Samples.Labels.ToArray());
        Assert.Equal([0, 7, 0, 0], set.Samples.Row(1).ToArray());
    }

    [Fact]
    public void A_comment_ends_a_line_of_LIBSVM()
    {
        string path = _folder.Write("train.svm", "4 1:255 4:3 # of the first scan\n7 2:6 3:7\n");
        LoadOptions options = new() { Shape = Shape.Image(2, 2) };
        Dataset set = CsvLoader.Load(path, options, TestContext.Current.CancellationToken);
        Assert.Equal([255, 0, 0, 3], set.Samples.Row(0).ToArray());
        Assert.Equal([0, 6, 7, 0], set.Samples.Row(1).ToArray());
    }

    [Fact]
    public void Truth_values_of_JSON_are_ink_and_paper()
    {
        string path = _folder.Write(
            "train.json",
            """[{"label": 1, "image": [true, false, true, false]}, {"label": 2, "image": [false, true, true, false]}]"""
        );
        Dataset set = CsvLoader.Load(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([255, 0, 255, 0], set.Samples.Row(0).ToArray());
        Assert.Equal([0, 255, 255, 0], set.Samples.Row(1).ToArray());
    }

    [Theory]
    [InlineData("{\"data\": [[0, 1], [2, 3]], \"target\": [1, 2]}", "several lists")]
    [InlineData("{\n \"data\": [[0, 1]]\n}", "a single object")]
    [InlineData("{\"label\": {\"0\": 5}, \"p0\": {\"0\": 0}}", "without pixels")]
    [InlineData("[{\"label\": 1, \"image\": [[[1, 2, 3]]]}]", "lists in 3 levels")]
    [InlineData("[{\"label\": 1, \"image\": []}]", "an empty list")]
    [InlineData("[{\"label\": 1, \"image\": [[1, 2], [3, 4]]}, {\"label\": 1, \"image\": [[1, 2]]}]", "value 2: ")]
    [InlineData("[{\"label\": 1, \"image\": [1, 2, 3, 4]}, {\"image\": [1, 2, 3, 4]}]", "a value without label")]
    [InlineData("[1, 2, 3]", "neither an object nor a list")]
    [InlineData("[]", "JSON without values")]
    [InlineData("[{\"label\": 1, \"image\": [1, 2, 3", "not valid JSON")]
    [InlineData("{\"label\": 1}\n{\"label\": 2}\n", "without pixels")]
    [InlineData("[[0.1 0.2 0.3]]\n", "not valid JSON")]
    public void Rejects_other_JSON_by_its_name(string text, string found) => Rejection.Of(() => Load(text), "JSON", found);

    [Fact]
    public void Reads_ARFF_dense_and_sparse()
    {
        string header =
            "% from a repository\n@RELATION 'two words'\n\n"
            + string.Concat(Enumerable.Range(0, Tables.Size).Select(i => $"@ATTRIBUTE pixel{i} numeric\n"))
            + "@ATTRIBUTE class {'0','1','2','3','4','5','6','7','8','9'}\n\n@DATA\n% rows\n";
        AssertReads(header + string.Concat(_images.Select(one => Tables.Line(one.Pixels.Cast<object>(), [$"'{one.Label}'"]))), "ARFF");
        AssertReads(
            header
                + string.Concat(
                    _images.Select(one =>
                        $"{{{string.Join(", ", one.Pixels.Index().Where(pixel => pixel.Item > 0).Select(pixel => $"{pixel.Index} {pixel.Item}"))}{(one.Label == 0 ? "" : $", 64 '{one.Label}'")}}}\n"
                    )
                ),
            "ARFF"
        );
        Rejection.Of(() => Load(header + "{65 1}\n"), "line 72: expected an index from 0 to 64");
        Rejection.Of(() => Load("@relation x\n@data\n1,2\n"), "lines of @attribute");
    }

    [Fact]
    public void Reads_LIBSVM_and_finds_the_size_of_its_images()
    {
        string text = string.Concat(_images.Select(one => $"{one.Label} {Sparse(one.Pixels)} \n"));
        AssertReads(text, "LIBSVM");
        Dataset set = Load(text, new LoadOptions { Shape = Shape.Image(4, 16) });
        Assert.Equal(Shape.Image(4, 16), set.Samples.Shape);
        Rejection.Of(() => Load(text + "3 5:x\n"), "line 41: expected index:value", "\"5:x\"");
        Rejection.Of(() => Load(text + "3 2000000000:1\n"), "line 41: expected index:value");

        static string Sparse(int[] pixels) =>
            string.Join(
                ' ',
                pixels
                    .Index()
                    .Where(pixel => pixel.Item > 0)
                    .Select(pixel => string.Create(CultureInfo.InvariantCulture, $"{pixel.Index + 1}:{pixel.Item}"))
            );
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html></html>", "an HTML page")]
    [InlineData("\n  <html lang=en>", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?>\n<html xmlns=\"x\">", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>", "XML")]
    [InlineData("<svg width=\"10\"/>", "SVG")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 1\n", "Git LFS")]
    [InlineData("{\\rtf1 5,0,0}", "RTF")]
    [InlineData(
        "emotion,pixels,Usage\n3,0 12 255 0 7,Training\n5,1 2 3 4 5,Test\n5,1 2 3 4 5,Test\n",
        "all pixels of an image in one cell"
    )]
    public void Names_what_is_no_table(string text, string found) => Rejection.Of(() => Load(text), found);
}
