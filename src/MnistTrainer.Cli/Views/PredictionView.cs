using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the predictions for a data set: as a list, or JSON.</summary>
internal static class PredictionView
{
    public static void WriteJson(Utf8JsonWriter writer, NetworkDefinition network, IEnumerable<Prediction> predictions)
    {
        writer.WriteStartArray("predictions");
        foreach (Prediction prediction in predictions)
        {
            writer.WriteStartObject();
            writer.WriteString("input", prediction.Input);
            writer.WriteString("label", network.ClassNames[prediction.Best]);
            writer.WriteProbability("probability", prediction.Probability);
            writer.WriteStartObject("probabilities");
            for (int i = 0; i < prediction.Probabilities.Length; i++)
                writer.WriteProbability(network.ClassNames[i], prediction.Probabilities[i]);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>A line for each image: <c>seven.png  7  99.8 %</c>.</summary>
    public static void ShowList(NetworkDefinition network, IReadOnlyList<Prediction> predictions)
    {
        int inputWidth = predictions.Max(prediction => prediction.Input.Length);
        int nameWidth = network.ClassNames.Max(name => name.Length);
        foreach (Prediction prediction in predictions)
        {
            // A runner-up is worth a word only where it is close.
            bool isUnsure = prediction.Probability < 0.8f && prediction.Probabilities.Length > 1;
            string doubt = isUnsure
                ? $"   or {network.ClassNames[prediction.RunnerUp]}, {ImageView.Percent(prediction.Probabilities[prediction.RunnerUp]).TrimStart()}"
                : "";
            Console.Out.WriteLine(
                $"{prediction.Input.PadRight(inputWidth)}   {network.ClassNames[prediction.Best].PadRight(nameWidth)}   "
                    + $"{ImageView.Percent(prediction.Probability)}{doubt}"
            );
        }
    }
}
