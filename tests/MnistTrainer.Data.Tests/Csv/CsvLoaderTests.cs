using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Tables in different dialects and layouts, small enough to check by eye.</summary>
public sealed class CsvLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text, LoadOptions? options = null, string name = "table.csv") =>
        CsvLoader.Load(_folder.Write(name, text), options, TestContext.Current.CancellationToken);

    private static byte[][] Rows(Dataset set) => [.. Enumerable.Range(0, set.Count).Select(row => set.Samples.Row(row).ToArray())];

    private static readonly byte[][] TwoImages =
    [
        [0, 128, 255, 0],
        [7, 0, 0, 99],
    ];

    // Labels 5 and 3 with the two images above.
    [Theory]
    [InlineData("5,0,128,255,0\n3,7,0,0,99\n")]
    [InlineData("5,0,128,255,0\n3,7,0,0,99")]
    [InlineData("5,0,128,255,0\r\n3,7,0,0,99\r\n")]
    [InlineData("5,0,128,255,0\r3,7,0,0,99\r")]
    [InlineData("5,0,128,255,0\r3,7,0,0,99\n")]
    [InlineData("5,0,128,255,0\r3,7,0,0,99\r1,1,1,1,1\r\n1,1,1,1,1\r1,1,1,1,1\r1,1,1,1,1\r")]
    [InlineData("\n\n5,0,128,255,0\n\n   \n,,,,\n3,7,0,0,99\n\n\n")]
    [InlineData("5,0,128,255,0,\n3,7,0,0,99,\n")]
    [InlineData("label,p0,p1,p2,p3\n5,0,128,255,0,\n3,7,0,0,99,\n")]
    [InlineData("label,p0,p1,p2,p3,\n5,0,128,255,0\n3,7,0,0,99\n")]
    [InlineData("5;0;128;255;0\n3;7;0;0;99\n")]
    [InlineData("5\t0\t128\t255\t0\n3\t7\t0\t0\t99\n")]
    [InlineData("5|0|128|255|0\n3|7|0|0|99\n")]
    [InlineData("5 0 128 255 0\n3 7 0 0 99\n")]
    [InlineData("  5   0 128 255   0 \n  3   7   0   0  99\n")]
    [InlineData("5, 0, 128, 255, 0\n3, 7, 0, 0, 99\n")]
    [InlineData("\"5\",\"0\",\"128\",\"255\",\"0\"\n\"3\",\"7\",\"0\",\"0\",\"99\"\n")]
    [InlineData("\"5\", \"0\", \"128\", \"255\", \"0\"\n\"3\", \"7\", \"0\", \"0\", \"99\"\n")]
    [InlineData("5.0,0.0,128.0,255.0,0.0\n3.0,7.0,0.0,0.0,99.0\n")]
    [InlineData("5.000e+00 0.000e+00 1.280e+02 2.550e+02 0.000e+00\n3.000e+00 7.000e+00 0.000e+00 0.000e+00 9.900e+01\n")]
    [InlineData("5,0;0,0;128,0;255,0;0,0\n3,0;7,0;0,0;0,0;99,0\n")]
    [InlineData("label,pixel0,pixel1,pixel2,pixel3\n5,0,128,255,0\n3,7,0,0,99\n")]
    [InlineData("label,1x1,1x2,2x1,2x2\n5,0,128,255,0\n3,7,0,0,99\n")]
    [InlineData("\"label\",\"a b\",\"c, d\",\"e\",\"f\"\n5,0,128,255,0\n3,7,0,0,99\n")]
    [InlineData("# label,p0,p1,p2,p3\n5,0,128,255,0\n3,7,0,0,99\n")]
    [InlineData("p0,p1,p2,p3,label\n0,128,255,0,5\n7,0,0,99,3\n")]
    [InlineData("p0,p1,Class,p2,p3\n0,128,5,255,0\n7,0,3,0,99\n")]
    [InlineData("p0,p1,p2,p3,digit drawn\n0,128,255,0,5\n7,0,0,99,3\n")]
    [InlineData("0,128,255,0,5\n7,0,0,99,3\n", 1)]
    [InlineData("id,label,p0,p1,p2,p3\n17,5,0,128,255,0\n4,3,7,0,0,99\n")]
    [InlineData(",label,p0,p1,p2,p3\n0,5,0,128,255,0\n1,3,7,0,0,99\n")]
    [InlineData("file,label,p0,p1,p2,p3\na.png,5,0,128,255,0\nb.png,3,7,0,0,99\n")]
    [InlineData("label,p0,p1,p2,p3,usage\n5,0,128,255,0,Training\n3,7,0,0,99,Test\n")]
    [InlineData("a.png,5,0,128,255,0\nb.png,3,7,0,0,99\n", 2)]
    [InlineData("1000,5,0,128,255,0\n800,3,7,0,0,99\n")]
    public void Reads_each_spelling_of_the_same_table(string text, int labelsByCorner = 0)
    {
        // Without a label name, two rows do not distinguish the label from a corner pixel: these tables get additional rows that do.
        if (labelsByCorner == 1)
            text += "0,0,0,0,4\n0,0,0,0,9\n0,0,0,0,5\n0,0,0,0,4\n0,0,0,0,9\n0,0,0,0,5\n";
        Dataset set = Load(text);

        Assert.Equal(Shape.Image(2, 2), set.Samples.Shape);
        Assert.Equal(TwoImages, Rows(set).Take(2));
        Assert.Equal(["5", "3"], set.Samples.Labels[..2].ToArray().Select(label => set.Samples.ClassNames[label]));
    }

    [Fact]
    public void Reads_UTF_8_and_UTF_16_with_and_without_byte_order_mark()
    {
        const string Text = "label;p0;p1;p2;p3\r\né;0;128;255;0\r\n字;7;0;0;99\r\n";
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            foreach (bool mark in new[] { true, false })
            {
                byte[] content = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)];
                foreach (byte[] file in new[] { content, Bytes.Gzip(content) })
                {
                    Dataset set = CsvLoader.Load(_folder.Write("table.data", file), null, TestContext.Current.CancellationToken);
                    Assert.Equal(TwoImages, Rows(set));
                    Assert.Equal(["é", "字"], set.Samples.ClassNames);
                    Assert.Contains(
                        set.Findings,
                        finding => finding == $"encoding: {encoding.WebName.ToUpperInvariant()}{(mark ? " with byte order mark" : "")}"
                    );
                    Assert.Contains("line endings: CRLF", set.Findings);
                    Assert.Contains("delimiter: semicolon", set.Findings);
                }
            }
        }
    }

    [Fact]
    public void Reports_what_it_detected()
    {
        Dataset set = Load("id\tlabel\tp0\tp1\tp2\tp3\n1\tcat\t0\t1\t0\t1\n2\tdog\t0\t0\t0\t1\n");

        Assert.Equal(
            [
                "format: CSV",
                "encoding: UTF-8",
                "line endings: LF",
                "delimiter: tab",
                "header: one line",
                "label column: 2 (label)",
                "ignored column: 1 (id)",
                "images: 2x2",
                "pixels: 0 to 1, rescaled to 0 to 255",
                "classes: 2",
            ],
            set.Findings
        );
        Assert.Equal("table.csv", set.Name);
    }

    [Theory]
    [InlineData("b,0,0,0,9\na,0,0,9,0\n", "a b")]
    [InlineData("10,0,0,0,99\n9,0,0,99,0\n-1,0,0,99,0\n", "-1 9 10")]
    [InlineData("10,0,0,99,0\n9,0,0,99,0\nx,0,0,98,0\n", "10 9 x")]
    [InlineData("A,0,0,0,99\n7,0,0,99,0\na,0,0,99,0\nB,0,1,2,3\n", "7 A B a")]
    public void Sorts_classes_numerically_or_else_ordinally(string text, string expected)
    {
        Dataset set = Load(text);
        Assert.Equal(expected.Split(' '), set.Samples.ClassNames);
        Assert.Equal(
            text.Split('\n').SkipLast(1).Select(line => line.Split(',')[0]),
            set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label])
        );
    }

    [Theory]
    [InlineData("1,0,1,1,0\n0,1,0,0,0\n", "0,255,255,0,255,0,0,0", "0 to 1, rescaled")]
    [InlineData("1,0.0,1.0,0.5,0\n0,1,0,0.25,0\n", "0,255,128,0,255,0,64,0", "0 to 1, rescaled")]
    [InlineData("1,0,1,1,0\n0,1,0,0,16\n", "0,16,16,0,16,0,0,255", "0 to 16, rescaled")]
    [InlineData("1,0,1,1,0\n0,1,0,0,17\n", "0,1,1,0,1,0,0,17", "0 to 255, although the largest is 17")]
    [InlineData("1,0,0.5,1,0\n0,1,0,0,8\n", "0,8,16,0,16,0,0,128", "0 to 16, rescaled, although the largest is 8")]
    [InlineData("1,0,0.5,1,0\n0,1,0,2,200\n", "0,1,1,0,1,0,2,200", "0 to 255, although the largest is 200")]
    [InlineData("1,0,200,1,0\n0,1,0,2,0.6\n", "0,200,1,0,1,0,2,1", "0 to 255, although the largest is 200")]
    [InlineData("1,0,16,1,0\n0,1,0,2,0.5\n", "0,255,16,0,16,0,32,8", "0 to 16, rescaled")]
    [InlineData("1;0,0;1,0;0,5;0\n0;1;0;0,25;0\n", "0,255,128,0,255,0,64,0", "0 to 1, rescaled")]
    public void Determines_the_scale_from_the_whole_file(string text, string expected, string finding)
    {
        Dataset set = Load(text);
        Assert.Equal(expected, string.Join(',', Rows(set).SelectMany(row => row)));
        Assert.Contains($"pixels: {finding.Replace("rescaled", "rescaled to 0 to 255")}", set.Findings);
    }

    [Fact]
    public void Applies_a_scale_detected_in_the_last_row_to_the_first()
    {
        string text = string.Concat(Enumerable.Range(0, 500).Select(i => $"{i % 3},0,1,1,0\n")) + "1,0,255,3,0\n";
        Assert.Equal([0, 1, 1, 0], Rows(Load(text))[0]);
    }

    [Fact]
    public void Accepts_a_delimiter_inside_a_quoted_label()
    {
        Assert.Equal(["a, b", "c \"d\""], Load("label,p0,p1,p2,p3\n\"a, b\",0,1,2,3\n\"c \"\"d\"\"\",0,1,2,99\n").Samples.ClassNames);
    }

    [Fact]
    public void Reports_progress_and_stops_when_canceled()
    {
        List<double> seen = [];
        string text = string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i % 10},0,{i % 256},255,0\n"));
        Load(text, new LoadOptions { Progress = new Now(seen.Add) });
        Assert.NotEmpty(seen);
        Assert.All(seen, share => Assert.InRange(share, 0, 1));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            CsvLoader.Load(_folder["table.csv"], null, new CancellationToken(canceled: true))
        );
    }

    private sealed class Now(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
