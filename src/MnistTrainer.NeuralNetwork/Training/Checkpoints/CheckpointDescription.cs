using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The epoch's totals and the guard's state in a checkpoint's JSON description. Numbers round-trip to the same bits.</summary>
internal static class CheckpointDescription
{
    public static void Write(Utf8JsonWriter writer, string name, in EpochTotals totals)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("learned", totals.Samples);
        writer.WriteNumber("steps", totals.Steps);
        writer.WriteNumber("loss", totals.Loss);
        writer.WriteNumber("correct", totals.Correct);
        writer.WriteNumber("gradientNorm", totals.GradientNorm);
        writer.WriteNumber("learningRate", totals.LearningRate);
        writer.WriteNumber("ticks", totals.EarlierDuration.Ticks);
        writer.WriteEndObject();
    }

    public static EpochTotals ReadTotals(JsonElement element) =>
        new()
        {
            Samples = element.GetProperty("learned").GetInt32(),
            Steps = element.GetProperty("steps").GetInt32(),
            Loss = element.GetProperty("loss").GetFiniteDouble(),
            Correct = element.GetProperty("correct").GetInt32(),
            GradientNorm = element.GetProperty("gradientNorm").GetFiniteDouble(),
            LearningRate = element.GetProperty("learningRate").GetFiniteSingle(),
            EarlierDuration = new TimeSpan(element.GetProperty("ticks").GetInt64()),
        };

    public static void Write(Utf8JsonWriter writer, string name, in GuardState guard)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("level", guard.Baseline);
        writer.WriteNumber("mean", guard.MeanLoss);
        writer.WriteNumber("goodSteps", guard.LastGoodStep);
        writer.WriteNumber("candidateSteps", guard.CandidateStep);
        writer.WriteEndObject();
    }

    public static GuardState ReadGuard(JsonElement element) =>
        new()
        {
            Baseline = element.GetProperty("level").GetFiniteDouble(),
            MeanLoss = element.GetProperty("mean").GetFiniteDouble(),
            LastGoodStep = element.GetProperty("goodSteps").GetInt64(),
            CandidateStep = element.GetProperty("candidateSteps").GetInt64(),
        };
}
