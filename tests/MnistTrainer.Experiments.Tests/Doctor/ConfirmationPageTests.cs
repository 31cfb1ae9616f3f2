using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>The page that confirms suspicious samples, as text; what its script does is tested in a browser.</summary>
public sealed partial class ConfirmationPageTests
{
    private static readonly LabelDiagnosis Diagnosis = Examine(["<b>\"&", .. Enumerable.Range(1, 7).Select(number => $"{number}")]);

    [Fact]
    public void Has_a_card_for_every_sample_with_the_proposed_action()
    {
        string page = Page(Diagnosis);
        Assert.Equal(Diagnosis.Suspicious.Length, Regex.Count(page, "<article "));
        Assert.True(Diagnosis.Suspicious.Length > 10);
        Assert.Equal(Diagnosis.Suspicious.Count(one => one.Action == SampleAction.Remove), Regex.Count(page, "value=\"remove\" checked"));
        Assert.Equal(Diagnosis.Suspicious.Count(one => one.Suggested is null), Regex.Count(page, "value=\"fix\" disabled"));
        Assert.DoesNotContain("id=\"rest\"", page, StringComparison.Ordinal);
    }

    /// <summary>The policy allows the one style and the one script that are there, by their hashes, and nothing else but images in the page itself.</summary>
    [Fact]
    public void Its_policy_allows_nothing_from_elsewhere()
    {
        string page = Page(Diagnosis);
        string policy = Policy().Match(page).Groups[1].Value;
        Assert.StartsWith("default-src 'none'; img-src data:;", policy, StringComparison.Ordinal);
        foreach (string element in (string[])["style", "script"])
        {
            string content = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
            string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
            Assert.Contains($"{element}-src 'sha256-{hash}';", policy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" onc", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_escaped()
    {
        string page = Page(Diagnosis);
        Assert.Contains("&lt;b&gt;&quot;&amp;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>\"&", page, StringComparison.Ordinal);
    }

    /// <summary>Large images fill the page sooner; the samples beyond are exported as proposed.</summary>
    [Fact]
    public void Samples_beyond_the_first_are_exported_with_them()
    {
        Samples<byte> one = SyntheticData.Bars(8, 8);
        Shape shape = Shape.Image(2048, 2048);
        byte[] pixels = new byte[4 * shape.Size];
        for (int i = 0; i < 4; i++)
            one.Row(i % 2).CopyTo(pixels.AsSpan(i * shape.Size));
        Samples<byte> samples = new(shape, pixels, [0, 1, 1, 0], ["0", "1"]);
        ExaminedSource source = new("large", samples, [new ExaminedPart(DataSplit.Train, 0, 4)]);
        LabelDiagnosis diagnosis = LabelDoctor.Examine(
            source,
            new()
            {
                Recipe = SyntheticData.Quick with
                {
                    Network = new() { HiddenUnits = [2] },
                    Training = new() { Epochs = 1 },
                },
                Folds = 2,
                Count = 1,
            },
            null,
            TestContext.Current.CancellationToken
        );
        string page = Page(diagnosis);
        Assert.Equal(4, diagnosis.Suspicious.Length);
        Assert.Equal(2, Regex.Count(page, "<article "));
        Assert.Contains("The first 2 are shown.", page, StringComparison.Ordinal);
        string rest = Regex.Match(page, "<pre id=\"rest\" hidden>(.*?)</pre>", RegexOptions.Singleline).Groups[1].Value;
        using StringWriter writer = new();
        new SuspicionReport(diagnosis).WriteList(writer);
        Assert.Equal(writer.ToString().Split('\n')[3..5], rest.Split('\n'));
    }

    private static LabelDiagnosis Examine(string[] names)
    {
        Samples<byte> bars = (Samples<byte>)SyntheticData.Bars(80).Subset([.. Enumerable.Range(0, 70), .. Enumerable.Range(0, 10)]);
        ExaminedSource source = new(
            "bars & more",
            (Samples<byte>)bars.WithLabels(bars.Labels, names),
            [new ExaminedPart(DataSplit.Train, 0, 80)]
        );
        return LabelDoctor.Examine(
            source,
            new()
            {
                Recipe = SyntheticData.Quick,
                Folds = 2,
                Count = 40,
            },
            null,
            TestContext.Current.CancellationToken
        );
    }

    private static string Page(LabelDiagnosis diagnosis)
    {
        using StringWriter writer = new();
        new SuspicionReport(diagnosis).WritePage(writer);
        return writer.ToString();
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();
}
