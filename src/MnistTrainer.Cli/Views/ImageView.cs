using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Views;

/// <summary>
/// Shows recognized images: one as the network saw it, beside the ranked classes as bars; several as a list. Does not use Spectre, whose start would take
/// longer than the prediction.
/// </summary>
internal static class ImageView
{
    private const int BarLength = 30;
    private const int ClassesShown = 10;
    private const int LongestName = 20;

    // The runner-up is shown only below this probability.
    private const float Confident = 0.8f;

    /// <summary>Draws an image beside the probability of each class.</summary>
    public static void ShowOne(ImageAnswer answer, TextWriter writer)
    {
        RecognizedImage image = answer.Image;
        bool inColor = TerminalColors.AreWanted;
        List<string> lines = [Bold(Verdict(image), inColor), ""];
        if (image.Digits.Count > 0)
            lines = [Bold(Verdict(image), inColor), $"{SeveralNote(image)}.", ""];
        else if (image.Rejection is { } rejection)
            lines = [Bold(rejection.Verdict, inColor), rejection.Message, ""];
        int nameWidth = Math.Min(LongestName, image.Ranked.Select(one => one.Label.Length).DefaultIfEmpty().Max());
        lines.AddRange(Rows(image).Take(ClassesShown).Select((one, place) => Bar(one, nameWidth, inColor && place == 0)));

        string[] drawing = Drawing(image.Image, inColor);
        writer.WriteLine(answer.Input);
        for (int i = 0; i < Math.Max(lines.Count, drawing.Length); i++)
        {
            string left = i < drawing.Length ? drawing[i] : new string(' ', drawing.Length > 0 ? image.Image.Width : 0);
            writer.WriteLine($"{left}   {(i < lines.Count ? lines[i] : "")}".TrimEnd());
        }
    }

    /// <summary>Writes a line for each image: <c>seven.png  7  99.8 %</c>.</summary>
    public static void ShowList(IReadOnlyList<ImageAnswer> answers, TextWriter writer)
    {
        int inputWidth = answers.Max(answer => answer.Input.Length);
        int nameWidth = answers.Max(answer => answer.Image.Answer?.Label.Length ?? 0);
        foreach (ImageAnswer answer in answers)
        {
            RecognizedImage image = answer.Image;
            string verdict = image.Answer is RankedClass best ? $"{best.Label.PadRight(nameWidth)}   {Percent(best.Probability)}" : "";
            if (image.Digits.Count > 0)
                verdict += $"   {SeveralNote(image)}";
            else if (image.Ranked.Count > 1 && image.Probability < Confident)
                verdict += $"   or {image.Ranked[1].Label}, {Percent(image.Ranked[1].Probability).TrimStart()}";
            if (image.Digits.Count == 0 && image.Rejection is { } rejection)
                verdict = image.Best is null ? rejection.Verdict : $"{rejection.Verdict}; if it is one: {verdict}";
            writer.WriteLine($"{answer.Input.PadRight(inputWidth)}   {verdict}");
        }
    }

    /// <summary>Formats a share as a percentage, aligned: <c> 99.80 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share, 6:F2} %");

    private static string Verdict(RecognizedImage image) => $"{image.Answer?.Label}  {Percent(image.Answer?.Probability ?? 0)}";

    private static string SeveralNote(RecognizedImage image) =>
        $"{image.Digits.Count} digits where one was expected; --single insists on one";

    // The classes of a single digit; of several digits, each with its confidence.
    private static IEnumerable<RankedClass> Rows(RecognizedImage image) =>
        image.Digits.Count == 0
            ? image.Ranked
            : image.Digits.Select(digit => new RankedClass(digit.Answer.Best?.Label ?? "?", (float)digit.Confidence));

    private static string[] Drawing(GrayImage image, bool inColor)
    {
        Shape shape = Shape.Image(image.Height, image.Width);
        return DigitDrawing.CanDraw(shape) ? DigitDrawing.Draw(image.Pixels, shape, inColor) : [];
    }

    private static string Bar(RankedClass one, int nameWidth, bool isBest)
    {
        int eighths = float.IsFinite(one.Probability) ? (int)Math.Round(one.Probability * BarLength * 8) : 0;
        string bar = new string('█', eighths / 8) + (eighths % 8 > 0 ? " ▏▎▍▌▋▊▉"[eighths % 8].ToString() : "");
        string padded = bar.PadRight(BarLength);
        string label = one.Label.Length > nameWidth ? one.Label[..nameWidth] : one.Label.PadLeft(nameWidth);
        return $"{label} {(isBest ? $"\e[32m{padded}\e[0m" : padded)} {Percent(one.Probability)}";
    }

    private static string Bold(string text, bool inColor) => inColor ? $"\e[1;32m{text}\e[0m" : text;
}
