using System.Text.Json;
using System.Text.RegularExpressions;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class EvaluationReportTests
{
    private static readonly Shape Shape = Shape.Image(1, 2);
    private static readonly string[] Names = ["<b>&", "x,\"y\""];

    [Fact]
    public void The_page_escapes_names_and_shows_the_figures()
    {
        string page = Page(Report(([90, 10], 0), ([80, 20], 1), ([30, 70], 1), ([40, 60], 1)));
        Assert.Contains("<title>75.00 % on data &lt;i&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("<h1>model.zip on data &lt;i&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Contains("3 of 4 correct", page, StringComparison.Ordinal);
        Assert.Contains("<b>x,&quot;y&quot;</b> predicted as <b>&lt;b&gt;&amp;</b>", page, StringComparison.Ordinal);
        Assert.Contains("80.00 % · row 2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>&</b>", page, StringComparison.Ordinal);

        // Two of the three samples of the second class are recalled, all predicted as it are of it: F1 = 2 · 1 · 2/3 / (1 + 2/3) = 0.8.
        Assert.Contains("<td>100.00 %</td><td>66.67 %</td><td>80.00 %</td><td>3</td>", page, StringComparison.Ordinal);

        // Self-contained: no other file or server is needed.
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_escapes_characters_that_hide()
    {
        EvaluationReport report = Report(([80, 20], 1));
        StringWriter writer = new();
        (report with { Dataset = "a\u202Eb" }).WritePage(writer);
        Assert.Contains("a\\u202Eb", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_shown_as_they_are()
    {
        string page = Page(Report(([80, 20], 1)));
        byte[] png = Convert.FromBase64String(Regex.Match(page, "data:image/png;base64,([^\"]+)").Groups[1].Value);
        Assert.Equal([80, 20], ImageCodec.Decode(png, "mistake").Pixels.ToArray());
    }

    [Fact]
    public void Mistakes_in_color_are_shown_in_color()
    {
        Shape pixel = new(3, 1, 2);
        string[] names = ["a", "b", "c", "d", "e", "f"];
        Samples<byte> samples = TestNetworks.Rows(pixel, names, ([80, 20, 5, 1, 2, 3], 1));
        EvaluationReport report = Report(([80, 20], 1)) with
        {
            Samples = samples,
            Evaluation = Evaluation.Measure(TestNetworks.Echo(pixel, names), samples, null, TestContext.Current.CancellationToken),
        };
        string page = Page(report);
        byte[] png = Convert.FromBase64String(Regex.Match(page, "data:image/png;base64,([^\"]+)").Groups[1].Value);
        Assert.Equal([80, 20, 5, 1, 2, 3], ImageCodec.DecodeColors(png, "mistake").ToChannels());
    }

    [Fact]
    public void The_page_shows_sixty_mistakes_at_most_and_says_how_many_there_are()
    {
        string page = Page(Report([.. Enumerable.Repeat<(byte[], int)>(([80, 20], 1), 61)]));
        Assert.Equal(60, Regex.Count(page, "<figure>"));
        Assert.Contains("60 of 61", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure>", Page(Report(([80, 20], 0))), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_written_for_programs_and_spreadsheets()
    {
        using TemporaryFolder folder = new();
        Report(([90, 10], 0), ([80, 20], 1), ([30, 70], 1)).Write(folder["report"]);
        Assert.Equal(
            "truth,<b>&,\"x,\"\"y\"\"\"\n<b>&,1,0\n\"x,\"\"y\"\"\",1,1\n",
            File.ReadAllText(Path.Combine(folder["report"], "confusion.csv"))
        );
        JsonElement json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["report"], "metrics.json"))).RootElement;
        Assert.Equal(
            (3, 2, "<b>&"),
            (
                json.GetProperty("count").GetInt32(),
                json.GetProperty("correct").GetInt32(),
                json.GetProperty("perClass")[0].GetProperty("label").GetString()
            )
        );
        Assert.Equal([1L, 1L], json.GetProperty("confusionMatrix")[1].EnumerateArray().Select(cell => cell.GetInt64()));
        Assert.False(json.TryGetProperty("seconds", out _));
        Assert.True(File.Exists(Path.Combine(folder["report"], EvaluationReport.PageName)));
    }

    [Fact]
    public void A_calibration_error_that_is_not_finite_is_null()
    {
        Evaluation evaluation = Report(([90, 10], 0)).Evaluation with { CalibrationError = double.NaN };
        Assert.Null(EvaluationFigures.Of("m", "d", evaluation).CalibrationError);
    }

    [Fact]
    public void The_page_shows_the_first_weights_of_a_network_of_images()
    {
        EvaluationReport report = Report(([90, 10], 0));
        Assert.DoesNotContain("of layer 1", Page(report), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "of layer 1",
            Page(report with { Network = TestNetworks.Echo(Shape.Vector(2), Names) }),
            StringComparison.Ordinal
        );

        // The identity: the first weight of each unit is white or gray, the second gray or white.
        string page = Page(report with { Network = TestNetworks.Echo(Shape.Image(1, 2), Names) });
        Assert.Contains("Weights into units of layer 1", page, StringComparison.Ordinal);
        Assert.Contains("2 of 2 units · gray is 0, white 1.0000, black -1.0000", page, StringComparison.Ordinal);
        string png = page.Split("src=\"data:image/png;base64,")[^1].Split('"')[0];
        GrayImage sheet = ImageCodec.Decode(Convert.FromBase64String(png), "sheet");
        Assert.Equal((169, 42, 255, 128, 255), (sheet.Width, sheet.Height, sheet[0, 0], sheet[50, 0], sheet[168, 0]));
    }

    private static EvaluationReport Report(params (byte[] Values, int Label)[] rows)
    {
        Samples<byte> samples = TestNetworks.Rows(Shape, Names, rows);
        return new EvaluationReport("models/model.zip", "data <i>", samples, Evaluation.Measure(TestNetworks.Echo(Shape, Names), samples));
    }

    private static string Page(EvaluationReport report)
    {
        using StringWriter writer = new();
        report.WritePage(writer);
        return writer.ToString();
    }
}
