using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Reflection;
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
        Assert.Contains("<title>75.00 % · data &lt;i&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains(">model.zip on data &lt;i&gt;<", page, StringComparison.Ordinal);
        Assert.Contains("3 of 4 correct", page, StringComparison.Ordinal);
        Assert.Contains(
            "<b>x,&quot;y&quot;</b> <span lang=\"en\">predicted as</span><span lang=\"ko\">→</span> <b>&lt;b&gt;&amp;</b>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("80.00 % · <span lang=\"en\">row 2</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>&</b>", page, StringComparison.Ordinal);

        // Two of the three samples of the second class are recalled, all predicted as it are of it: F1 = 2 · 1 · 2/3 / (1 + 2/3) = 0.8.
        Assert.Contains(
            "<td>100.00 %</td><td>66.67 %</td><td>80.00 %</td><td>3</td>",
            Regex.Replace(page, " data-value=\"[^\"]*\"", ""),
            StringComparison.Ordinal
        );

        // Self-contained: no other file or server is needed.
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<script>"));
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
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
    public void The_page_shows_three_hundred_mistakes_at_most_and_how_many_there_are()
    {
        string page = Page(Report([.. Enumerable.Repeat<(byte[], int)>(([80, 20], 1), 301)]));
        Assert.Equal(300, Regex.Count(page, "<figure "));
        Assert.Contains("300 of 301", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure ", Page(Report(([80, 20], 0))), StringComparison.Ordinal);
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

    /// <summary>
    /// Four answers of 90, 80, 70 and 60 %, of which the second is wrong: the calibration error is (0.1 + 0.8 + 0.3 + 0.4) / 4, and of the two most confident answers one is
    /// correct.
    /// </summary>
    [Fact]
    public void The_page_shows_calibration_and_coverage()
    {
        string page = Page(Report(([90, 10], 0), ([80, 20], 1), ([30, 70], 1), ([40, 60], 1)));
        Assert.Contains("calibration error 40.00 %", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">60.00 %</th><td>100.00 %</td><td>75.00 %</td>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">80.00 %</th><td>50.00 %</td><td>50.00 %</td>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">90.00 %</th><td>100.00 %</td><td>1</td>", page, StringComparison.Ordinal);

        // A bar for each of the four bins that have answers, that of the wrong one without height.
        string[] heights = [.. Regex.Matches(page, "class=\"bar\"[^>]*height=\"([^\"]+)\"").Select(bar => bar.Groups[1].Value)];
        Assert.Equal(4, heights.Length);
        Assert.Single(heights, "0");
    }

    [Fact]
    public void The_page_shows_where_its_figures_come_from()
    {
        EvaluationReport report = Report(([90, 10], 0), ([80, 20], 1));
        Assert.DoesNotContain("<code>", Page(report), StringComparison.Ordinal);
        Network network = TestNetworks
            .Echo(Shape, Names)
            .WithMetadata(
                ImmutableSortedDictionary
                    .Create<string, string>(StringComparer.Ordinal)
                    .Add("seed", "17")
                    .Add("dataset", "<mnist>")
                    .Add("options", "--data \"my data\" --hidden 300; rm -rf ~")
            );
        string page = Page(report with { Network = network, Arguments = ["evaluate", "--data", "it's mine"] });
        Assert.Contains("<dd>17</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dd>&lt;mnist&gt;</dd>", page, StringComparison.Ordinal);
        string[] commands =
        [
            .. Regex
                .Matches(page, "<code>(.*?)</code>")
                .Select(command => WebUtility.HtmlDecode(Regex.Replace(command.Groups[1].Value, "</?span>", ""))),
        ];
        Assert.Equal(["mnist evaluate --data \"it's mine\"", "mnist train --data \"my data\" --hidden \"300;\" rm -rf \"~\""], commands);
    }

    [Fact]
    public void The_page_draws_the_epochs_of_the_training()
    {
        EvaluationReport report = Report(([90, 10], 0));
        Network network = TestNetworks.Echo(Shape, Names);
        EpochResult[] epochs =
        [
            .. Enumerable
                .Range(1, 4)
                .Select(number => new EpochResult
                {
                    Number = number,
                    TrainLoss = 1.0 / number,
                    TrainAccuracy = 1 - (0.1 / number),
                    ValidationLoss = 0.5,
                    ValidationAccuracy = 0.9,
                    LearningRate = 0.1f,
                    GradientNorm = 1,
                }),
        ];
        string page = Page(report with { Network = Network.Create(network.Definition with { History = [.. epochs] }, network.Parameters) });
        string[] lines = [.. Regex.Matches(page, "class=\"curve([^\"]*)\" points=\"([^\"]+)\"").Select(line => line.Groups[2].Value)];
        // Coverage, then loss and accuracy of both sets.
        Assert.Equal(5, lines.Length);
        Assert.All(lines[1..], line => Assert.Equal(4, line.Split(' ').Length));
        // Losses of 1, 1/2, 1/3 and 1/4 fall as such: heights above 0, at 214, are as 12 : 6 : 4 : 3.
        double[] heights = [.. lines[1].Split(' ').Select(point => 214 - double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture))];
        Assert.All(heights.Zip((int[])[12, 6, 4, 3]), pair => Assert.Equal(heights[0] / 12 * pair.Second, pair.First, 0.02));
    }

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_figures()
    {
        foreach (PropertyInfo property in typeof(ReportTexts).GetProperties().Where(property => property.PropertyType == typeof(string)))
        {
            string english = (string)property.GetValue(ReportTexts.English)!,
                korean = (string)property.GetValue(ReportTexts.Korean)!;
            Assert.Equal(Figures(english), Figures(korean));
            Assert.DoesNotContain(english + korean, letter => letter is '<' or '>' or '&' or '"');
            Assert.True(korean == "→" || korean.Any(letter => letter is >= '\uAC00' and <= '\uD7A3'), $"{property.Name}: {korean}");
        }

        static string[] Figures(string text) => [.. Regex.Matches(text, @"\{\d\}").Select(match => match.Value).Distinct().Order()];
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
