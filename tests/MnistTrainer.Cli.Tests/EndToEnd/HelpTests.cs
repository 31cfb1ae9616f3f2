namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist help</c>, as users of other programs type it.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Prints_what_the_option_prints_for_every_command()
    {
        string list = MnistProcess.Run(_work.Folder, "help").StandardOutput;
        Assert.Equal(MnistProcess.Run(_work.Folder, "--help").StandardOutput, list);
        Assert.True(MnistCommand.Words.Count > 15);
        foreach (string word in MnistCommand.Words)
        {
            ProcessOutcome help = MnistProcess.Run(_work.Folder, "help", word);
            Assert.Equal((0, ""), (help.ExitCode, help.StandardError));
            Assert.Equal(MnistProcess.Run(_work.Folder, word, "--help").StandardOutput, help.StandardOutput);
            Assert.Contains($"mnist {word}", help.StandardOutput, StringComparison.Ordinal);
            Assert.Contains($"  {word}", list, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("help", "tarin")]
    [InlineData("tarin", "--help")]
    [InlineData("tarin")]
    public void A_command_that_there_is_not_is_reported_with_the_one_that_was_meant(params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.StartsWith("\"tarin\" is not a command of mnist. Did you mean train?", outcome.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_one_command() =>
        Assert.Contains(
            "is not an argument of mnist help",
            MnistProcess.Run(_work.Folder, "help", "train", "now").StandardError,
            StringComparison.Ordinal
        );
}
