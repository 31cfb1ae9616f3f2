using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The option <c>--shard</c>: the part of several trainings that this process does, typed or as what started it has it.</summary>
internal sealed class ShardOption : Option<Shard?>
{
    private const string Automatic = "auto";

    /// <param name="description">What a part is, as a sentence without its end.</param>
    public ShardOption(
        string description =
            "Train only the I-th of N parts of the networks, into a folder; then the same command without this option evaluates all of them"
    )
        : base("--shard")
    {
        HelpName = "I/N";
        Description = $"{description}. auto takes both numbers from Slurm or mpirun, auto/N the first from Kubernetes";
        CustomParser = Parse;
    }

    /// <summary>Whether the part is that which the environment of the process gives it.</summary>
    public static bool IsAutomatic(ParseResult parsed) => TextOf(parsed)?.StartsWith(Automatic, StringComparison.Ordinal) == true;

    /// <summary>Whether a part is given.</summary>
    public static bool IsGiven(ParseResult parsed) => TextOf(parsed) is not null;

    private static string? TextOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<ShardOption>().FirstOrDefault() is ShardOption option
        && parsed.GetResult(option) is { Implicit: false, Tokens: [Token token, ..] }
            ? token.Value
            : null;

    private static Shard? Parse(ArgumentResult result)
    {
        string text = OptionParser.Text(result);
        int? count = null;
        if (text != Automatic)
        {
            if (Shard.Parse(text) is Shard shard)
                return shard;
            count = CountOf(text);
            if (count is null)
                return OptionParser.Reject<Shard?>(
                    result,
                    "a number and a count, the number from 1 to the count, such as 2/5, or auto, or auto/5"
                );
        }

        try
        {
            return ShardVariables.OfProcess.Read(count);
        }
        catch (InvalidInputException e)
        {
            result.AddError(e.Message);
            return null;
        }
    }

    private static int? CountOf(string text) =>
        text.Split('/') is [Automatic, string second]
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && count is >= 1 and <= Shard.MaximumCount
            ? count
            : null;
}
