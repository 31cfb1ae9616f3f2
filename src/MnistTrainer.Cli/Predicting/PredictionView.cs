using System.Globalization;
using System.Text.Json;
using MnistTrainer.Cli.Models;
using MnistTrainer.Cli.Presentation;
using MnistTrainer.Cli.Reports;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Predicting;

/// <summary>
/// Shows predictions: one picture with its probabilities as bars, several as a list, or JSON. Written without Spectre, whose start would
/// take longer than the prediction.
/// </summary>
internal static class PredictionView
{
    private const int BarLength = 30;

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

    /// <summary>Draws a picture as the network sees it, and beside it how likely it takes each class to be.</summary>
    public static void ShowOne(NetworkDefinition network, Prediction prediction, byte[] pixels)
    {
        bool inColour = TerminalColours.AreWanted;
        List<string> lines = [$"{Bold(network.ClassNames[prediction.Best], inColour)}  {Percent(prediction.Probability)}", ""];
        int nameWidth = Math.Min(20, network.ClassNames.Max(name => name.Length));
        int[] order = [.. Enumerable.Range(0, prediction.Probabilities.Length)];
        if (order.Length > 10)
            order = [.. order.OrderByDescending(i => prediction.Probabilities[i]).Take(10)];
        foreach (int i in order)
            lines.Add(Bar(network.ClassNames[i], nameWidth, prediction.Probabilities[i], i == prediction.Best && inColour));

        string[] drawing = DigitDrawing.CanDraw(network.InputShape) ? DigitDrawing.Draw(pixels, network.InputShape, inColour) : [];
        Console.Out.WriteLine(prediction.Input);
        for (int i = 0; i < Math.Max(lines.Count, drawing.Length); i++)
        {
            string left = i < drawing.Length ? drawing[i] : new string(' ', drawing.Length > 0 ? network.InputShape.Width : 0);
            Console.Out.WriteLine($"{left}   {(i < lines.Count ? lines[i] : "")}".TrimEnd());
        }
    }

    /// <summary>A line for each picture: <c>seven.png  7  99.8 %</c>.</summary>
    public static void ShowList(NetworkDefinition network, IReadOnlyList<Prediction> predictions)
    {
        int inputWidth = predictions.Max(prediction => prediction.Input.Length);
        int nameWidth = network.ClassNames.Max(name => name.Length);
        foreach (Prediction prediction in predictions)
        {
            int second = Prediction.BestOf(
                [.. prediction.Probabilities.Select((probability, i) => i == prediction.Best ? -1f : probability)]);
            // A runner-up is worth a word only where it is close.
            bool isUnsure = prediction.Probability < 0.8f && prediction.Probabilities.Length > 1;
            string doubt = isUnsure ? $"   or {network.ClassNames[second]}, {Percent(prediction.Probabilities[second]).TrimStart()}" : "";
            Console.Out.WriteLine(
                $"{prediction.Input.PadRight(inputWidth)}   {network.ClassNames[prediction.Best].PadRight(nameWidth)}   "
                + $"{Percent(prediction.Probability)}{doubt}");
        }
    }

    private static string Bar(string name, int nameWidth, float probability, bool isBest)
    {
        int eighths = float.IsFinite(probability) ? (int)Math.Round(probability * BarLength * 8) : 0;
        string bar = new string('█', eighths / 8) + (eighths % 8 > 0 ? " ▏▎▍▌▋▊▉"[eighths % 8].ToString() : "");
        string padded = bar.PadRight(BarLength);
        string label = name.Length > nameWidth ? name[..nameWidth] : name.PadLeft(nameWidth);
        return $"{label} {(isBest ? $"\e[32m{padded}\e[0m" : padded)} {Percent(probability)}";
    }

    private static string Bold(string text, bool inColour) => inColour ? $"\e[1;32m{text}\e[0m" : text;

    private static string Percent(float share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share,6:F2} %");
}
