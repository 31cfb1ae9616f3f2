using System.Globalization;

namespace MnistTrainer.Data.Tests;

/// <summary>Pixels that are not from 0 to 255, empty cells, and images that are dark on light.</summary>
public sealed class CsvScaleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(40);

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text, string name = "table.csv") =>
        CsvLoader.Load(_folder.Write(name, text), null, TestContext.Current.CancellationToken);

    private string Text(Func<int, double> value) =>
        string.Concat(_images.Select(one => Tables.Line([one.Label], one.Pixels.Select(pixel => (object)Format(value(pixel))))));

    private static string Format(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    // Each maps 0 and 255 to the ends of its range: -1 and 1, MNIST's mean and deviation, 8 bits with a sign, 16 bits.
    [Theory]
    [InlineData(1 / 127.5, -1, "pixels: -1 to 1, rescaled to 0 to 255")]
    [InlineData(1 / 255.0 / 0.3081, -0.1307 / 0.3081, "pixels: -0.4242 to 2.8215, rescaled to 0 to 255")]
    [InlineData(1, -128, "pixels: -128 to 127, rescaled to 0 to 255")]
    [InlineData(257, 0, "pixels: 0 to 65535, rescaled to 0 to 255")]
    public void Reads_other_ranges_and_reports_them(double factor, double offset, string finding)
    {
        Dataset set = Load(Text(pixel => (pixel * factor) + offset));
        Tables.AssertEqual(_images, set);
        Assert.Contains(finding, set.Findings);
    }

    // Every image has a pixel of 255, which becomes the largest value.
    [Theory]
    [InlineData(15)]
    [InlineData(31)]
    [InlineData(63)]
    [InlineData(100)]
    [InlineData(127)]
    public void Rescales_images_that_all_end_at_a_plain_value(int largest)
    {
        Dataset set = Load(Text(pixel => pixel * largest / 255));
        for (int row = 0; row < _images.Length; row++)
        {
            double[] exact = Array.ConvertAll(_images[row].Pixels, pixel => pixel * largest / 255 * 255.0 / largest);
            Assert.All(exact.Zip(set.Samples.Row(row).ToArray()), pixel => Assert.Equal(pixel.First, pixel.Second, 0.5 + 1e-9));
        }

        Assert.Contains($"pixels: 0 to {largest}, rescaled to 0 to 255", set.Findings);
        // With fractions, nothing is lost.
        Tables.AssertEqual(_images, Load(Text(pixel => pixel / 255.0 * largest)));
        Dataset dark = Load(Text(pixel => largest - (pixel * largest / 255)));
        Assert.Contains("polarity: dark on light; inverted to light on dark", dark.Findings);
    }

    // A value that is no plain one, and a plain one that few images reach.
    [Theory]
    [InlineData(2, 40, "pixels: 0 to 16, rescaled to 0 to 255, although the largest is 2")]
    [InlineData(90, 40, "pixels: 0 to 255, although the largest is 90")]
    [InlineData(31, 19, "pixels: 0 to 255, although the largest is 31")]
    [InlineData(240, 40, "pixels: 0 to 255")]
    public void Reports_images_that_do_not_use_their_range(int largest, int reaching, string finding)
    {
        string text = string.Concat(
            _images.Select(
                (one, i) =>
                    Tables.Line(
                        [one.Label],
                        one.Pixels.Select(pixel => (object)Math.Min(pixel * largest / 255, i < reaching ? largest : 20))
                    )
            )
        );
        Dataset set = Load(text);
        Assert.Contains(finding, set.Findings);
        if (largest > 16)
            Tables.AssertEqual(
                [
                    .. _images.Select(
                        (one, i) =>
                            (one.Label, Array.ConvertAll(one.Pixels, pixel => Math.Min(pixel * largest / 255, i < reaching ? largest : 20)))
                    ),
                ],
                set
            );
    }

    [Fact]
    public void Reads_postal_digits_as_published()
    {
        // The first file with blanks at the ends of lines, the class as 6.0000 and values from -1 to 1.
        string text = string.Concat(
            _images.Select(one => $"{Four(one.Label)} {string.Join(' ', one.Pixels.Select(pixel => Four((pixel / 127.5) - 1)))} \n")
        );
        Dataset set = Load(text, "zip.train");
        Tables.AssertEqual(_images, set);
        Assert.Contains("label column: 1", set.Findings);

        static string Four(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Rejects_columns_and_images_that_were_standardized_one_by_one()
    {
        double[] means = [.. Enumerable.Range(0, Tables.Size).Select(i => _images.Average(one => one.Pixels[i]))];
        string columns = string.Concat(
            _images.Select(one => Tables.Line([one.Label], one.Pixels.Select((pixel, i) => (object)Format((pixel - means[i]) / 90))))
        );
        Rejection.Of(() => Load(columns), "without a common background", "before each column was standardized");

        string images = string.Concat(
            _images.Select(
                (one, row) =>
                    Tables.Line([one.Label], one.Pixels.Select(pixel => (object)Format((pixel - one.Pixels.Average()) / (80 + row))))
            )
        );
        Rejection.Of(() => Load(images), "without a common background", "before each image was standardized");
    }

    [Fact]
    public void Rejects_a_single_value_outside_the_range_with_its_place()
    {
        string[] lines = Text(pixel => pixel).Split('\n');
        lines[4] = lines[4][..^1] + "-1";
        Rejection.Of(() => Load(string.Join('\n', lines)), "line 5, column 65", "found \"-1\"");
    }

    [Theory]
    [InlineData(',', false, true)]
    [InlineData(',', true, true)]
    [InlineData(';', false, true)]
    [InlineData('\t', true, false)]
    public void Reads_empty_cells_as_paper_where_there_are_no_zeros(char delimiter, bool header, bool labelFirst)
    {
        string names = labelFirst ? $"label,{Tables.Names("p")}" : $"{Tables.Names("p")},label";
        IEnumerable<string> rows = _images.Select(one =>
        {
            IEnumerable<string> pixels = one.Pixels.Select(pixel => pixel == 0 ? "" : $"{pixel}");
            return string.Join(delimiter, labelFirst ? pixels.Prepend($"{one.Label}") : pixels.Append($"{one.Label}"));
        });
        Dataset set = Load((header ? names.Replace(',', delimiter) + "\n" : "") + string.Join('\n', rows));
        Tables.AssertEqual(_images, set);
        Assert.Contains("empty cells: read as 0", set.Findings);
    }

    [Fact]
    public void Rejects_an_empty_cell_among_zeros()
    {
        string text = Text(pixel => pixel);
        Rejection.Of(() => Load(text.Insert(text.IndexOf(",0,0", StringComparison.Ordinal) + 1, ",")[..^3] + "0\n"), "cells");
        Rejection.Of(
            () => Load(new System.Text.RegularExpressions.Regex(",0,").Replace(text, ",,", 1)),
            "line 1, column 2",
            "found an empty cell"
        );
    }

    [Fact]
    public void Inverts_images_on_light_paper_and_reports_it()
    {
        Dataset set = Load(Text(pixel => 255 - pixel));
        Tables.AssertEqual(_images, set);
        Assert.Contains("polarity: dark on light; inverted to light on dark", set.Findings);
        Assert.DoesNotContain(Load(Text(pixel => pixel)).Findings, finding => finding.StartsWith("polarity"));
    }

    [Fact]
    public void Turns_the_tables_of_EMNIST_upright()
    {
        string text = string.Concat(
            _images.Select(one =>
                Tables.Line([one.Label], Enumerable.Range(0, Tables.Size).Select(i => (object)one.Pixels[(i % 8 * 8) + (i / 8)]))
            )
        );
        Dataset set = Load(text, "emnist-digits-train.csv");
        Tables.AssertEqual(_images, set);
        Assert.Contains(set.Findings, finding => finding.StartsWith("orientation: transposed"));
    }
}
