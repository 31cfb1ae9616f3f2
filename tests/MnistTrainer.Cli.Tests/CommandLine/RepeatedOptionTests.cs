using System.CommandLine;

namespace MnistTrainer.Cli.Tests.CommandLine;

/// <summary>No value that was typed is dropped: an option takes one value, or its help says that it may be repeated.</summary>
public sealed class RepeatedOptionTests
{
    public static TheoryData<string> Commands => [.. MnistCommand.Create([]).Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Options_take_several_values_only_if_help_says_so(string command)
    {
        Command called = MnistCommand.Create([command]).Subcommands.Single(one => one.Name == command);
        Assert.Equal(
            called.Options.Where(option => option.Description?.Contains("may be repeated", StringComparison.Ordinal) == true),
            called.Options.Where(option => option.Arity.MaximumNumberOfValues > 1)
        );
    }
}
