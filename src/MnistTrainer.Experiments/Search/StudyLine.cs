using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The lines of a journal: JSON objects in UTF-8, a line each. Numbers round-trip to the same bits.</summary>
internal static class StudyLine
{
    private const string StudyName = "study";
    private const string TrialName = "trial";
    private const string TestedName = "tested";
    private const string SamplesName = "testSamples";

    /// <summary>The first line: what identifies the study.</summary>
    public static string OfStudy(ImmutableSortedDictionary<string, string> identity) =>
        Write(writer =>
        {
            writer.WriteStartObject(StudyName);
            foreach ((string name, string text) in identity)
                writer.WriteString(name, text);
            writer.WriteEndObject();
        });

    /// <summary>The epochs that a job added to a trial.</summary>
    /// <param name="trial">The trial with all its epochs.</param>
    /// <param name="known">How many of them earlier lines have.</param>
    public static string OfTrial(Trial trial, int known) =>
        Write(writer =>
        {
            writer.WriteNumber(TrialName, trial.Number);
            writer.WriteStartObject("settings");
            foreach (SearchSetting setting in trial.Settings)
                writer.WriteString(setting.Name, setting.Value);
            writer.WriteEndObject();
            writer.WriteNumber("from", known);
            writer.WriteStartArray("epochs");
            foreach (TrialEpoch epoch in trial.Epochs.Skip(known))
            {
                writer.WriteStartArray();
                foreach (double figure in (double[])[epoch.TrainLoss, epoch.ValidationLoss, epoch.ValidationAccuracy])
                {
                    if (double.IsFinite(figure))
                        writer.WriteNumberValue(figure);
                    else
                        writer.WriteNullValue();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteBoolean("diverged", trial.HasDiverged);
        });

    /// <summary>A line for each time that the test samples were used.</summary>
    public static string OfTest(TestedTrial test) =>
        Write(writer =>
        {
            writer.WriteNumber(TestedName, test.Trial);
            writer.WriteNumber("epochs", test.Epochs);
            writer.WriteNumber("testAccuracy", test.Accuracy);
            if (test.Samples is not null)
                writer.WriteString(SamplesName, test.Samples);
        });

    /// <summary>Reads the first line; null if it is another.</summary>
    public static ImmutableSortedDictionary<string, string>? ReadStudy(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(StudyName, out JsonElement study)
                ? study
                    .EnumerateObject()
                    .ToImmutableSortedDictionary(one => one.Name, one => one.Value.GetString() ?? "", StringComparer.Ordinal)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads a further line: adds to what is known of its trial.</summary>
    /// <exception cref="FormatException">The line is damaged, or does not follow from those before it.</exception>
    public static void Read(string line, Dictionary<int, Trial> trials, List<TestedTrial> tests)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.TryGetProperty(TestedName, out JsonElement tested))
                tests.Add(
                    new(tested.GetInt32(), root.GetProperty("epochs").GetInt32(), root.GetProperty("testAccuracy").GetDouble())
                    {
                        Samples = root.TryGetProperty(SamplesName, out JsonElement samples) ? samples.GetString() : null,
                    }
                );
            else
                AddTrial(root, trials);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException(FileFault.Describe(e), e);
        }
    }

    private static void AddTrial(JsonElement root, Dictionary<int, Trial> trials)
    {
        int number = root.GetProperty(TrialName).GetInt32();
        ImmutableArray<SearchSetting> settings =
        [
            .. root.GetProperty("settings").EnumerateObject().Select(one => new SearchSetting(one.Name, one.Value.GetString() ?? "")),
        ];
        int from = root.GetProperty("from").GetInt32();
        Trial known = trials.GetValueOrDefault(number) ?? new Trial(number, settings);
        if (
            number is < 0 or >= SearchOptions.MaximumTrials
            || from != known.Epochs.Length
            || !known.Settings.SequenceEqual(settings)
            || known.HasDiverged
        )
            throw new FormatException($"trial {number} does not continue where earlier lines end");
        ImmutableArray<TrialEpoch> epochs = known.Epochs.AddRange(root.GetProperty("epochs").EnumerateArray().Select(ReadEpoch));
        if (epochs.Length > SearchOptions.MaximumEpochs)
            throw new FormatException($"trial {number} has more than {SearchOptions.MaximumEpochs} epochs");
        trials[number] = known with { Epochs = epochs, HasDiverged = root.GetProperty("diverged").GetBoolean() };
    }

    private static TrialEpoch ReadEpoch(JsonElement element) =>
        element.GetArrayLength() == 3
            ? new(Figure(element[0]), Figure(element[1]), Figure(element[2]))
            : throw new FormatException("an epoch does not have three figures");

    private static double Figure(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

/// <summary>A trial that was measured on the test samples.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Epochs">How many epochs it had.</param>
/// <param name="Accuracy">The share of test samples classified correctly, 0 to 1.</param>
internal sealed record TestedTrial(int Trial, int Epochs, double Accuracy)
{
    /// <summary>The fingerprint of the test samples; null in a journal of a version that did not record it.</summary>
    public string? Samples { get; init; }
}
