using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The sums of an epoch under way and the guard's memory as JSON, in a checkpoint's head. Numbers are written so that they read back to the same bits.</summary>
internal static class CheckpointHead
{
    public static void Write(Utf8JsonWriter writer, string name, in EpochTally tally)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("learned", tally.Learned);
        writer.WriteNumber("steps", tally.Steps);
        writer.WriteNumber("loss", tally.Loss);
        writer.WriteNumber("correct", tally.Correct);
        writer.WriteNumber("gradientNorm", tally.GradientNorm);
        writer.WriteNumber("learningRate", tally.LearningRate);
        writer.WriteNumber("ticks", tally.Before.Ticks);
        writer.WriteEndObject();
    }

    public static EpochTally ReadTally(JsonElement element) =>
        new()
        {
            Learned = element.GetProperty("learned").GetInt32(),
            Steps = element.GetProperty("steps").GetInt32(),
            Loss = element.GetProperty("loss").GetFiniteDouble(),
            Correct = element.GetProperty("correct").GetInt32(),
            GradientNorm = element.GetProperty("gradientNorm").GetFiniteDouble(),
            LearningRate = element.GetProperty("learningRate").GetFiniteSingle(),
            Before = new TimeSpan(element.GetProperty("ticks").GetInt64()),
        };

    public static void Write(Utf8JsonWriter writer, string name, in GuardMemory guard)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("level", guard.Level);
        writer.WriteNumber("mean", guard.Mean);
        writer.WriteNumber("goodSteps", guard.GoodSteps);
        writer.WriteNumber("candidateSteps", guard.CandidateSteps);
        writer.WriteEndObject();
    }

    public static GuardMemory ReadGuard(JsonElement element) =>
        new()
        {
            Level = element.GetProperty("level").GetFiniteDouble(),
            Mean = element.GetProperty("mean").GetFiniteDouble(),
            GoodSteps = element.GetProperty("goodSteps").GetInt64(),
            CandidateSteps = element.GetProperty("candidateSteps").GetInt64(),
        };
}
