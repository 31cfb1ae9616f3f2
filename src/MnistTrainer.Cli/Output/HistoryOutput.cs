using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The results of epochs as JSON: in reports, in <c>inspect</c> and in logs the same names.</summary>
internal static class HistoryOutput
{
    /// <summary>Writes an array of epochs.</summary>
    /// <param name="writer">Within an object.</param>
    /// <param name="name">Of the property.</param>
    /// <param name="epochs">The epochs.</param>
    /// <param name="withSeconds">Whether it is known how long they took.</param>
    public static void Write(Utf8JsonWriter writer, string name, IEnumerable<EpochResult> epochs, bool withSeconds)
    {
        writer.WriteStartArray(name);
        foreach (EpochResult epoch in epochs)
        {
            writer.WriteStartObject();
            WriteMembers(writer, epoch, withSeconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes one epoch's figures into an object.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, EpochResult epoch, bool withSeconds)
    {
        writer.WriteNumber("epoch", epoch.Number);
        writer.WriteNumber("trainLoss", epoch.TrainLoss);
        writer.WriteNumber("trainAccuracy", epoch.TrainAccuracy);
        writer.WriteNumberOrNull("validationLoss", epoch.ValidationLoss);
        writer.WriteNumberOrNull("validationAccuracy", epoch.ValidationAccuracy);
        writer.WriteNumber("learningRate", epoch.LearningRate);
        writer.WriteNumber("gradientNorm", epoch.GradientNorm);
        if (withSeconds)
            writer.WriteNumber("seconds", epoch.Duration.TotalSeconds);
    }
}
