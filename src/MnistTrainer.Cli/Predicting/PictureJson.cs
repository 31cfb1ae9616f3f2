using System.Text.Json;
using MnistTrainer.Cli.Reports;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Answers for programs: everything that is known of each picture.</summary>
internal static class PictureJson
{
    public static void Write(Utf8JsonWriter writer, NetworkDefinition network, IEnumerable<PictureAnswer> answers)
    {
        writer.WriteStartArray("predictions");
        foreach (PictureAnswer answer in answers)
        {
            writer.WriteStartObject();
            writer.WriteString("input", answer.Input);
            WriteRecognized(writer, network, answer.Picture);
            writer.WriteString("picture", answer.PictureUrl);
            writer.WriteStartArray("stages");
            foreach (string stage in answer.Stages)
                writer.WriteStringValue(stage);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>What was wrong with other pictures, where anything was.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<string> errors)
    {
        if (errors.Count == 0)
            return;
        writer.WriteStartArray("errors");
        foreach (string error in errors)
            writer.WriteStringValue(error);
        writer.WriteEndArray();
    }

    /// <summary>The members that every recognised picture has.</summary>
    public static void WriteRecognized(Utf8JsonWriter writer, NetworkDefinition network, RecognizedPicture picture)
    {
        writer.WriteString("label", picture.Best?.Label);
        writer.WriteProbability("probability", picture.Probability);
        writer.WriteStartObject("probabilities");
        for (int i = 0; i < picture.Probabilities.Count; i++)
            writer.WriteProbability(network.ClassNames[i], picture.Probabilities[i]);
        writer.WriteEndObject();
        writer.WriteStartArray("ranked");
        foreach (RankedClass one in picture.Ranked)
        {
            writer.WriteStartObject();
            writer.WriteString("label", one.Label);
            writer.WriteProbability("probability", one.Probability);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteRefusal(writer, picture.Refusal);
    }

    private static void WriteRefusal(Utf8JsonWriter writer, Refusal? refusal)
    {
        if (refusal is null)
        {
            writer.WriteNull("refusal");
            return;
        }

        writer.WriteStartObject("refusal");
        writer.WriteString("reason", refusal.Name);
        writer.WriteString("message", refusal.Message);
        writer.WriteNumber("confidence", refusal.Confidence);
        writer.WriteEndObject();
    }
}
