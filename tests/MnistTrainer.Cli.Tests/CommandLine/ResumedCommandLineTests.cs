using System.CommandLine;

namespace MnistTrainer.Cli.Tests.CommandLine;

/// <summary>The arguments that a checkpoint keeps mean the same when they are read again.</summary>
public sealed class ResumedCommandLineTests
{
    [Fact]
    public void Repeated_options_are_kept_and_read_again()
    {
        string[] typed = ["--add", "b.csv", "--no-bias", "--add", "c d.csv"];
        string[] kept = [.. ResumedCommandLine.ArgumentsOf(Parse(typed), free: [])];
        Assert.Equal(["--add", "b.csv", "--add", "c d.csv", "--no-bias"], kept);
        ParseResult again = Parse(kept);
        Assert.Empty(again.Errors);
        Assert.Equal(kept, ResumedCommandLine.ArgumentsOf(again, free: []));
    }

    [Fact]
    public void The_language_is_no_option_of_the_training() =>
        Assert.Equal(["--epochs", "3"], ResumedCommandLine.ArgumentsOf(Parse(["--language", "ko", "--epochs", "3"]), free: []));

    private static ParseResult Parse(string[] options)
    {
        string[] arguments = ["train", .. options];
        return MnistCommand.Create(arguments).Parse(arguments);
    }
}
