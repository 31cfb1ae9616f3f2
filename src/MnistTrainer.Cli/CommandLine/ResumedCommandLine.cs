using System.Buffers;
using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// The command line of a resumed training: the options of the interrupted one, which its checkpoint keeps. Options that are given again must have the same
/// values.
/// </summary>
internal static class ResumedCommandLine
{
    private const string ArgumentsKey = "arguments";

    /// <summary>Returns the arguments that a checkpoint keeps: all but those of options that may differ.</summary>
    public static IEnumerable<string> ArgumentsOf(ParseResult parsed, IReadOnlyList<Option> free) =>
        parsed.Typed().Where(typed => !free.Contains(typed.Option)).SelectMany(typed => Arguments(typed.Option, typed.Values));

    /// <summary>Returns the metadata that keeps them in a checkpoint.</summary>
    public static ImmutableSortedDictionary<string, string> MetadataOf(IEnumerable<string> arguments)
    {
        // Without the serializer, which would stay in memory during the training.
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            foreach (string argument in arguments)
                writer.WriteStringValue(argument);
            writer.WriteEndArray();
        }

        return ImmutableSortedDictionary<string, string>.Empty.Add(ArgumentsKey, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>
    /// Returns whether there is nothing to resume, but everything needed to start: no checkpoint, no finished model, and a complete command line. So a
    /// command that is repeated until it succeeds may have <c>--resume</c> from the first time on.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="checkpoint">The checkpoint of the model (<see cref="PathOf"/>).</param>
    /// <param name="model">The model.</param>
    /// <param name="free">The options that may differ.</param>
    public static bool StartsOver(ParseResult parsed, string checkpoint, string model, IReadOnlyList<Option> free) =>
        !File.Exists(checkpoint) && !File.Exists(model) && ArgumentsOf(parsed, free).Any();

    /// <summary>Returns the checkpoint of a model that has the arguments: its own, or one of several trainings.</summary>
    /// <param name="model">The model.</param>
    /// <param name="repeats">Whether options of several trainings are typed.</param>
    public static string PathOf(string model, bool repeats)
    {
        string own = ModelPath.CheckpointOf(model);
        if (!repeats && File.Exists(own))
            return own;
        return new RunFolder(ModelPath.RunsOf(model)).Checkpoints() is [string first, ..] ? first : own;
    }

    /// <summary>Returns the arguments in a checkpoint.</summary>
    /// <exception cref="InvalidInputException">There is no checkpoint, or it is another program's.</exception>
    public static string[] Read(string checkpoint) => Read(Checkpoint.Load(checkpoint), checkpoint);

    /// <summary>Returns the command line, completed by the arguments in a checkpoint.</summary>
    /// <param name="command">The command.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="kept">The arguments in the checkpoint.</param>
    /// <param name="path">The checkpoint.</param>
    /// <param name="free">The options that may differ.</param>
    /// <exception cref="InvalidInputException">The arguments differ; the message lists every difference.</exception>
    public static ParseResult Complete(Command command, ParseResult parsed, string[] kept, string path, IReadOnlyList<Option> free)
    {
        ParseResult before = command.Parse(kept, new ParserConfiguration { ResponseFileTokenReplacer = null });
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
                $"{path} is the checkpoint of another training. These options differ: {string.Join("; ", differences)}. "
                    + "Leave them out to resume it, or start over without --resume."
            );
        }

        IEnumerable<string> typedNow = parsed
            .Typed()
            .Where(typed => free.Contains(typed.Option))
            .SelectMany(typed => Arguments(typed.Option, typed.Values));
        return command.Parse([.. kept, .. typedNow], new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    // A name takes one value: an option that is repeated has its name before each.
    private static IEnumerable<string> Arguments(Option option, string[] values) =>
        values is [] ? [option.Name] : values.SelectMany(value => (string[])[option.Name, value]);

    private static string[] Read(Checkpoint checkpoint, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(checkpoint.Metadata.GetValueOrDefault(ArgumentsKey, ""), CommandJson.Compact.StringArray)
                ?? throw new JsonException("The arguments are missing.");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(
                path,
                "the checkpoint of a training by this command",
                "another program's",
                "Resume with the program that created it",
                e
            );
        }
    }
}
