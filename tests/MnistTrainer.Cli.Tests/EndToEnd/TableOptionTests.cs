namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>The options of tables on every command that takes data.</summary>
public sealed class TableOptionTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Find_rate_takes_the_label_column_and_rejects_one_class()
    {
        string rows = string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{i % 2},{i % 3},{i},9,5,{(i % 2 == 0 ? 0 : 255)}"));
        _work.Write("two.csv", $"who,fold,a,b,c,d\n{rows}\n");
        string[] command = ["find-rate", "--data", "two.csv", "--steps", "10", "--hidden", "4", "--skip", "fold", "--size", "2x2"];
        Assert.Equal(0, MnistProcess.Run(_work.Folder, [.. command, "--label", "who"]).ExitCode);
        _work.Write("one.csv", "label,a,b,c,d\n1,0,1,2,255\n1,3,4,5,6\n");
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "find-rate", "--data", "one.csv");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("one.csv: expected at least two classes, found one class, 1.", outcome.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("find-rate")]
    [InlineData("compare")]
    [InlineData("learn")]
    [InlineData("calibrate")]
    [InlineData("predict", "x.png")]
    public void Options_of_tables_need_data(params string[] command)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, [.. command, "--label", "2"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--label goes with --d", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_of_tables_are_rejected_beside_a_model()
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "inspect", "model.zip", "--label", "2", "--skip-damaged");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("A model is no table of data: leave out --label.", outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains("A model is no table of data: leave out --skip-damaged.", outcome.StandardError, StringComparison.Ordinal);
    }
}
