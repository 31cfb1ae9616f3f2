using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>A list of suspicious samples is replaced as long as nobody has edited it.</summary>
public sealed class WrittenListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _list;

    public WrittenListTests()
    {
        Write(SyntheticData.Bars(80));
        _list = _folder["suspicious.csv"];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void As_it_was_written_it_is_replaced()
    {
        Assert.Equal(4, File.ReadAllLines(_list).Length);
        Check();
        Write(SyntheticData.Bars(72));
        Check();
    }

    [Fact]
    public void Without_anything_suspicious_it_is_replaced()
    {
        Write(SyntheticData.Bars(80), count: 0);
        Assert.Single(File.ReadAllLines(_list));
        Check();
    }

    [Theory]
    [InlineData("another action")]
    [InlineData("a line less")]
    [InlineData("line ends of a spreadsheet")]
    [InlineData("another order")]
    public void Edited_it_is_not(string edit)
    {
        string[] lines = File.ReadAllLines(_list);
        string[] edited = edit switch
        {
            "another action" => [.. lines[..^1], lines[^1].Replace(",remove,", ",keep,", StringComparison.Ordinal)],
            "a line less" => lines[..^1],
            "another order" => [lines[0], lines[2], lines[1], .. lines[3..]],
            _ => [.. lines.Select(line => line + "\r")],
        };
        Assert.NotEqual(lines, edited);
        File.WriteAllText(_list, string.Concat(edited.Select(line => line + "\n")));
        AssertKept();
    }

    [Fact]
    public void Whether_it_was_edited_is_unknown_without_its_page()
    {
        File.Delete(_folder["suspicious.html"]);
        AssertKept();
    }

    private void AssertKept() =>
        Assert.Contains(
            "found one that has been edited since it was written, which would be lost",
            Assert.Throws<InvalidInputException>(Check).Message,
            StringComparison.Ordinal
        );

    private void Check() => new OutputFile(_list, OutputKind.Suspicions).CheckReplaceable([]);

    // The listed samples are the first ones, as if their labels were doubtful.
    private void Write(Samples<byte> bars, int count = 3)
    {
        ExaminedSource source = new("bars", bars, [new ExaminedPart(DataSplit.Train, 0, bars.Count)]);
        DoctorSettings settings = new() { Recipe = SyntheticData.Quick, Folds = 2 };
        LabelDiagnosis diagnosis = LabelDoctor.Examine(source, settings, null, TestContext.Current.CancellationToken);
        SuspiciousSample[] listed =
        [
            .. Enumerable
                .Range(0, count)
                .Select(row => new LabelSuspicion(row, bars.Labels[row], bars.Labels[row + 1], 0.1f, 0.9f))
                .Select(doubtful => new SuspiciousSample(doubtful.Row, DataSplit.Train, doubtful.Row, doubtful, SuspicionReasons.Label)),
        ];
        new SuspicionReport(diagnosis with { Suspicious = [.. listed] }).Write(_folder[""]);
    }
}
