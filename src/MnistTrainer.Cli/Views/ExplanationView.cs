using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows why a network classifies an image as it does: the contributions to the best class and to the runner-up, the largest first.</summary>
internal static class ExplanationView
{
    private const int EffectsShown = 8;

    /// <param name="writer">Receives the text.</param>
    /// <param name="input">The image, as it was named.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Show(TextWriter writer, string input, ImageExplanation explanation)
    {
        (ClassExplanation best, ClassExplanation second) = (explanation.Best, explanation.RunnerUp);
        writer.WriteLine(
            Localized.Of(
                $"{PrintableText.Of(input)}: {PrintableText.Of(best.Label)}, {Figures.Percent(best.Output)}; next {PrintableText.Of(second.Label)}, {Figures.Percent(second.Output)}"
            )
        );
        writer.WriteLine();
        if (DigitDrawing.CanDraw(explanation.Shape) && explanation.Shape.Width <= Screen.Width)
        {
            Draw(writer, explanation);
            writer.WriteLine();
        }

        ShowClass(writer, best);
        ShowClass(writer, second);
    }

    /// <summary>Describes a unit's contribution.</summary>
    public static string NameOf(UnitContribution unit) =>
        Localized.Of($"unit {unit.Unit + 1}: {Number(unit.Value)} times the weight {Number(unit.Weight)}");

    /// <summary>Returns the row and column of a pixel, from 1.</summary>
    public static string NameOf(PixelEffect pixel) => $"({pixel.Row + 1},{pixel.Column + 1})";

    private static void Draw(TextWriter writer, ImageExplanation explanation)
    {
        bool inColor = TerminalColors.AreWanted;
        (string, string[])[] drawings =
        [
            (Localized.Of("what it sees"), DigitDrawing.Draw(explanation.Pixels.AsSpan(), explanation.Shape, inColor)),
            .. new[] { explanation.Best, explanation.RunnerUp }.Select(one =>
                (
                    Localized.Of($"for {PrintableText.Of(one.Label)} + against -"),
                    EffectDrawing.Draw(one.PixelMap, explanation.Shape, inColor)
                )
            ),
        ];
        foreach (string line in DigitDrawing.SideBySide(drawings, explanation.Shape.Width, Screen.Width))
            writer.WriteLine(line.TrimEnd());
    }

    private static void ShowClass(TextWriter writer, ClassExplanation one)
    {
        writer.WriteLine(Localized.Of($"{PrintableText.Of(one.Label)}: the last layer's net input is {Number(one.NetInput)}, the sum of"));
        foreach (UnitContribution unit in one.Units.Take(EffectsShown))
            writer.WriteLine($"  {Number(unit.Contribution), 8}  {NameOf(unit)}");
        if (one.Units.Length > EffectsShown)
        {
            double rest = one.NetInput - one.Bias - one.Units.Take(EffectsShown).Sum(unit => unit.Contribution);
            writer.WriteLine(Localized.Of($"  {Number(rest), 8}  the {one.Units.Length - EffectsShown} other units together"));
        }

        writer.WriteLine(Localized.Of($"  {Number(one.Bias), 8}  the bias"));
        IEnumerable<string> pixels = one.Pixels.Take(EffectsShown).Select(pixel => $"{NameOf(pixel)} {Number(pixel.Effect)}");
        writer.WriteLine(Localized.Of($"  pixels with the largest effects: {string.Join(", ", pixels)}"));
        writer.WriteLine();
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
