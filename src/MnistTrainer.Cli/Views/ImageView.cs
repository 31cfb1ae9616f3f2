using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;
using MnistTrainer.Recognition.Images;

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
    private const int PercentWidth = 9;
    private const int Gap = 3;

    // The runner-up is shown only below this probability.
    private const float Confident = 0.8f;

    /// <summary>Draws an image beside the probability of each class.</summary>
    public static void ShowOne(ImageAnswer answer, TextWriter writer)
    {
        RecognizedImage image = answer.Image;
        bool inColor = TerminalColors.AreWanted;
        List<string> lines = [Bold(Verdict(image), inColor), ""];
        if (image.Digits.Count > 0)
            lines = [Bold(Verdict(image), inColor), MultiDigitNote(image) + ".", ""];
        else if (image.Rejection is { } rejection)
            lines = [Bold(Localized.Recognize(rejection.Verdict), inColor), Localized.Recognize(rejection.Message), ""];
        if (image.Note is { } note)
            lines.Insert(lines.Count - 1, Localized.Recognize(note));
        int nameWidth = Math.Min(LongestName, Rows(image).Select(one => CellWidth.Of(LabelOf(one))).DefaultIfEmpty().Max());
        int barLength = Math.Clamp(Screen.Width - nameWidth - PercentWidth - 2, 1, BarLength);
        lines.AddRange(Rows(image).Take(ClassesShown).Select((one, place) => Bar(one, nameWidth, barLength, inColor && place == 0)));

        writer.WriteLine(PrintableText.Of(answer.Input));
        string[] drawing = Drawing(image, inColor);
        if (drawing.Length > 0 && image.Image.Width + Gap + BarLength + nameWidth + PercentWidth + 2 > Screen.Width)
        {
            foreach (string line in drawing.Concat(lines))
                writer.WriteLine(line);
            return;
        }

        for (int i = 0; i < Math.Max(lines.Count, drawing.Length); i++)
        {
            string left = i < drawing.Length ? drawing[i] : new string(' ', drawing.Length > 0 ? image.Image.Width : 0);
            writer.WriteLine($"{left}   {(i < lines.Count ? lines[i] : "")}".TrimEnd());
        }
    }

    /// <summary>Writes a line for each image: <c>seven.png  7  99.8 %</c>.</summary>
    public static void ShowList(IReadOnlyList<ImageAnswer> answers, TextWriter writer)
    {
        int nameWidth = answers.Max(answer => CellWidth.Of(LabelOf(answer.Image.Answer)));
        int inputWidth = Math.Min(
            answers.Max(answer => CellWidth.Of(PrintableText.Of(answer.Input))),
            Math.Max(LongestName, Screen.Width - nameWidth - PercentWidth - (2 * Gap))
        );
        foreach (ImageAnswer answer in answers)
        {
            RecognizedImage image = answer.Image;
            string verdict = image.Answer is RankedClass best
                ? $"{CellWidth.PadRight(LabelOf(best), nameWidth)}   {Percent(best.Probability)}"
                : "";
            if (image.Digits.Count > 0)
                verdict += $"   {MultiDigitNote(image)}";
            else if (image.Ranked.Count > 1 && image.Probability < Confident)
                verdict += "   " + Localized.Of($"or {LabelOf(image.Ranked[1])}, {Percent(image.Ranked[1].Probability).TrimStart()}");
            if (image.Digits.Count == 0 && image.Rejection is { } rejection)
                verdict = image.Best is null
                    ? Localized.Recognize(rejection.Verdict)
                    : Localized.Of($"{Localized.Recognize(rejection.Verdict)}; if it is one: {verdict}");
            if (image.Note is { } note)
                verdict += "   " + Localized.Recognize(note);
            writer.WriteLine($"{CellWidth.PadRight(Shorten(PrintableText.Of(answer.Input), inputWidth), inputWidth)}   {verdict}");
        }
    }

    /// <summary>Formats a share as a percentage, aligned: <c>  99.80 %</c>, <c>&gt; 99.99 %</c>.</summary>
    public static string Percent(double share) => PercentText.Of(share).PadLeft(PercentWidth);

    // Files differ in the end of their paths.
    private static string Shorten(string path, int width) => path.Length <= width ? path : $"…{path[^(width - 1)..]}";

    private static string LabelOf(RankedClass? one) => one is RankedClass found ? PrintableText.Of(found.Label) : "";

    private static string Verdict(RecognizedImage image) => $"{LabelOf(image.Answer)}  {Percent(image.Answer?.Probability ?? 0)}";

    private static string MultiDigitNote(RecognizedImage image) =>
        Localized.Of($"{image.Digits.Count} digits where one was expected; --single insists on one");

    // The classes of a single digit; of several digits, each with its confidence.
    private static IEnumerable<RankedClass> Rows(RecognizedImage image) =>
        image.Digits.Count == 0
            ? image.Ranked
            : image.Digits.Select(digit => new RankedClass(digit.Answer.Best?.Label ?? "?", (float)digit.Confidence));

    private static string[] Drawing(RecognizedImage image, bool inColor)
    {
        Shape shape = new(image.Colors is null ? 1 : 3, image.Image.Height, image.Image.Width);
        return DigitDrawing.CanDraw(shape) ? DigitDrawing.Draw(image.Pixels, shape, inColor) : [];
    }

    private static string Bar(RankedClass one, int nameWidth, int length, bool isBest)
    {
        int eighths = float.IsFinite(one.Probability) ? (int)Math.Round(one.Probability * length * 8) : 0;
        string bar = new string('█', eighths / 8) + (eighths % 8 > 0 ? " ▏▎▍▌▋▊▉"[eighths % 8].ToString() : "");
        string padded = bar.PadRight(length);
        string name = LabelOf(one),
            label = CellWidth.Of(name) > nameWidth ? CellWidth.Fit(name, nameWidth) : CellWidth.PadLeft(name, nameWidth);
        return $"{label} {(isBest ? $"\e[32m{padded}\e[0m" : padded)} {Percent(one.Probability)}";
    }

    private static string Bold(string text, bool inColor) => inColor ? $"\e[1;32m{text}\e[0m" : text;
}
