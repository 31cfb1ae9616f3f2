using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// The command line of a training that is gone on with: the options of the one that was interrupted, which its checkpoint keeps. Those typed again
/// must say the same.
/// </summary>
internal static class ResumedCommandLine
{
    private const string Fact = "arguments";

    /// <summary>The arguments that a checkpoint keeps: all that were typed but those that may differ.</summary>
    public static IEnumerable<string> ArgumentsOf(ParseResult parsed, IReadOnlyList<Option> free) =>
        parsed.Typed().Where(typed => !free.Contains(typed.Option)).SelectMany(typed => typed.Values.Prepend(typed.Option.Name));

    /// <summary>What a checkpoint notes of them.</summary>
    public static ImmutableSortedDictionary<string, string> MetadataOf(IEnumerable<string> arguments)
    {
        // Written out by hand: reading and writing objects by reflection does not go with compiling ahead of time.
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartArray();
            foreach (string argument in arguments)
                writer.WriteStringValue(argument);
            writer.WriteEndArray();
        }

        return ImmutableSortedDictionary<string, string>.Empty.Add(Fact, System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    /// <summary>
    /// Whether there is nothing to go on from, but all that is needed to begin: no checkpoint, no model that was finished, and a whole command line.
    /// So a command that is repeated until it ends well may ask for resuming from the first time on.
    /// </summary>
    public static bool BeginsAnew(ParseResult parsed, string model, IReadOnlyList<Option> free) =>
        !File.Exists(TrainingRun.CheckpointOf(model)) && !File.Exists(model) && ArgumentsOf(parsed, free).Any();

    /// <summary>What was typed, completed by what the checkpoint of a model notes.</summary>
    /// <exception cref="InvalidInputException">There is no checkpoint, or it notes something else than was typed; the message lists every difference.</exception>
    public static ParseResult Complete(Command command, ParseResult parsed, string model, IReadOnlyList<Option> free)
    {
        string path = TrainingRun.CheckpointOf(model);
        string[] noted = Read(Checkpoint.Load(path), path);
        ParseResult before = command.Parse(noted, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var known = before.Typed().ToDictionary(typed => typed.Option, typed => typed.Values);
        string[] differences =
        [
            .. parsed
                .Typed()
                .Where(typed => !free.Contains(typed.Option))
                .Select(typed => (typed.Option.Name, Here: typed.Values, There: known.GetValueOrDefault(typed.Option)))
                .Where(one => one.There is null || !one.There.SequenceEqual(one.Here))
                .Select(one =>
                    $"{one.Name} ({(one.There is null ? "not given" : string.Join(' ', one.There))} there, {string.Join(' ', one.Here)} here)"
                ),
        ];
        if (differences.Length > 0)
        {
            throw new InvalidInputException(
                $"{path} is the checkpoint of another training. These differ: {string.Join("; ", differences)}. "
                    + "Leave them out to go on with it, or begin anew without --resume."
            );
        }

        IEnumerable<string> typedNow = parsed
            .Typed()
            .Where(typed => free.Contains(typed.Option))
            .SelectMany(typed => typed.Values.Prepend(typed.Option.Name));
        return command.Parse([.. noted, .. typedNow], new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    private static string[] Read(Checkpoint checkpoint, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(checkpoint.Metadata.GetValueOrDefault(Fact, ""));
            return [.. document.RootElement.EnumerateArray().Select(element => element.GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException(
                path,
                "the checkpoint of a training by this command",
                "another program's",
                "Go on with the program that made it",
                e
            );
        }
    }
}
