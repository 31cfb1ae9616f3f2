using System.Collections.Immutable;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The results of epochs as JSON. Model files keep no times, since those differ between runs that are otherwise the same; checkpoints do.</summary>
internal static class HistoryDescription
{
    private const int MostKept = 10_000;

    /// <summary>At most 10,000 evenly spaced epochs, the last among them.</summary>
    public static IEnumerable<EpochResult> Thin(ImmutableArray<EpochResult> epochs)
    {
        int distance = (epochs.Length + MostKept - 1) / MostKept;
        return epochs.Where((_, i) => (epochs.Length - 1 - i) % distance == 0);
    }

    /// <summary>Writes the property <c>history</c>; without epochs, none.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<EpochResult> epochs)
    {
        if (!epochs.Any())
            return;
        writer.WriteStartArray("history");
        foreach (EpochResult epoch in epochs)
            Write(writer, epoch);
        writer.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, IEnumerable{EpochResult})"/> wrote.</summary>
    /// <param name="parent">The object with the property, or without.</param>
    public static ImmutableArray<EpochResult> Read(JsonElement parent) =>
        parent.TryGetProperty("history", out JsonElement history) ? [.. history.EnumerateArray().Select(ReadEpoch)] : [];

    private static void Write(Utf8JsonWriter writer, EpochResult epoch)
    {
        writer.WriteStartObject();
        writer.WriteNumber("epoch", epoch.Number);
        writer.WriteNumber("trainLoss", epoch.TrainLoss);
        writer.WriteNumber("trainAccuracy", epoch.TrainAccuracy);
        if (epoch.ValidationLoss is double loss && double.IsFinite(loss))
            writer.WriteNumber("validationLoss", loss);
        if (epoch.ValidationAccuracy is double accuracy)
            writer.WriteNumber("validationAccuracy", accuracy);
        writer.WriteNumber("learningRate", epoch.LearningRate);
        writer.WriteNumber("gradientNorm", epoch.GradientNorm);
        if (epoch.Duration != TimeSpan.Zero)
            writer.WriteNumber("ticks", epoch.Duration.Ticks);
        writer.WriteEndObject();
    }

    private static EpochResult ReadEpoch(JsonElement epoch) =>
        new()
        {
            Number = epoch.GetProperty("epoch").GetInt32(),
            TrainLoss = epoch.GetProperty("trainLoss").GetFiniteDouble(),
            TrainAccuracy = epoch.GetProperty("trainAccuracy").GetFiniteDouble(),
            ValidationLoss = epoch.TryGetProperty("validationLoss", out JsonElement loss) ? loss.GetFiniteDouble() : null,
            ValidationAccuracy = epoch.TryGetProperty("validationAccuracy", out JsonElement accuracy) ? accuracy.GetFiniteDouble() : null,
            LearningRate = epoch.GetProperty("learningRate").GetFiniteSingle(),
            GradientNorm = epoch.GetProperty("gradientNorm").GetFiniteDouble(),
            Duration = epoch.TryGetProperty("ticks", out JsonElement ticks) ? new TimeSpan(ticks.GetInt64()) : TimeSpan.Zero,
        };
}
