using System.Text.Json;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Output;

/// <summary>Answers for programs: everything that is known of each image.</summary>
internal static class ImageJson
{
    public static void Write(Utf8JsonWriter writer, NetworkDefinition network, IEnumerable<ImageAnswer> answers)
    {
        writer.WriteStartArray("predictions");
        foreach (ImageAnswer answer in answers)
        {
            writer.WriteStartObject();
            writer.WriteString("input", answer.Input);
            WriteRecognized(writer, network, answer.Image);
            writer.WriteString("picture", answer.ImageUrl);
            writer.WriteStartArray("stages");
            foreach (string stage in answer.Stages)
                writer.WriteStringValue(stage);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>What was wrong with other images, where anything was.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<string> errors)
    {
        if (errors.Count == 0)
            return;
        writer.WriteStartArray("errors");
        foreach (string error in errors)
            writer.WriteStringValue(error);
        writer.WriteEndArray();
    }

    /// <summary>The members that every recognized image has.</summary>
    public static void WriteRecognized(Utf8JsonWriter writer, NetworkDefinition network, RecognizedImage image)
    {
        writer.WriteString("label", image.Best?.Label);
        writer.WriteProbability("probability", image.Probability);
        writer.WriteStartObject("probabilities");
        for (int i = 0; i < image.Probabilities.Count; i++)
            writer.WriteProbability(network.ClassNames[i], image.Probabilities[i]);
        writer.WriteEndObject();
        writer.WriteStartArray("ranked");
        foreach (RankedClass one in image.Ranked)
        {
            writer.WriteStartObject();
            writer.WriteString("label", one.Label);
            writer.WriteProbability("probability", one.Probability);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteRejection(writer, image.Rejection);
    }

    private static void WriteRejection(Utf8JsonWriter writer, Rejection? rejection)
    {
        if (rejection is null)
        {
            writer.WriteNull("refusal");
            return;
        }

        writer.WriteStartObject("refusal");
        writer.WriteString("reason", rejection.Name);
        writer.WriteString("message", rejection.Message);
        writer.WriteNumber("confidence", rejection.Confidence);
        writer.WriteEndObject();
    }
}
