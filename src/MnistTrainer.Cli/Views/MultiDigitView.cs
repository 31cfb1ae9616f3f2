using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the numbers of an image: the image with a box around each digit, the numbers, and a line for each digit.</summary>
internal static class MultiDigitView
{
    // Wide enough for digits to be legible.
    private const int MaximumWidth = 78;

    // Of the lines with boxes.
    private const int TableWidth = 72;

    private static int DrawnWidth => Math.Min(MaximumWidth, Screen.Width);

    /// <summary>Draws the image with its boxes as lines for a terminal; none if it is too tall.</summary>
    public static string[] Draw(GrayImage image, IReadOnlyList<ImageBox> boxes)
    {
        GrayImage drawn = BoxDrawing.Draw(image, boxes, DrawnWidth);
        return drawn.Height > 2 * DrawnWidth
            ? []
            : DigitDrawing.Draw(drawn.Pixels, Shape.Image(drawn.Height, drawn.Width), TerminalColors.AreWanted);
    }

    /// <summary>Writes the digits.</summary>
    public static void Show(MultiDigitAnswer answer, TextWriter writer)
    {
        bool inColor = TerminalColors.AreWanted;
        writer.WriteLine(PrintableText.Of(answer.Input));
        foreach (string line in answer.Drawing)
            writer.WriteLine(line);
        if (answer.Numbers.Count == 0)
        {
            writer.WriteLine(Localized.Of("no digits"));
            return;
        }

        foreach (RecognizedNumber number in answer.Numbers)
            writer.WriteLine(inColor ? $"\e[1;32m{number.Text}\e[0m" : number.Text);
        if (answer.Note is { } note)
            writer.WriteLine(Localized.Recognize(note));
        writer.WriteLine();
        bool hasBoxes = Screen.Width >= TableWidth;
        writer.WriteLine(
            hasBoxes ? Localized.Of("digit   confidence   left    top  width height   or") : Localized.Of("digit   confidence   or")
        );
        foreach (RecognizedDigit digit in answer.Digits)
        {
            (ImageBox box, RecognizedImage seen) = (digit.Box, digit.Answer);
            string second = seen.Ranked.Count > 1 ? $"{seen.Ranked[1].Label} {ImageView.Percent(seen.Ranked[1].Probability)}" : "";
            writer.WriteLine(
                $"{seen.Best?.Label, -5}   {ImageView.Percent(digit.Confidence), 10}{(hasBoxes ? PlaceOf(box) : "")}   {second}"
            );
        }
    }

    private static string PlaceOf(ImageBox box) =>
        string.Create(CultureInfo.InvariantCulture, $" {box.Left, 6} {box.Top, 6} {box.Width, 6} {box.Height, 6}");
}
