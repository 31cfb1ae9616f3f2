using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what a network expects of classes: their images, and the probabilities that the network gives to them.</summary>
internal static class BackqueryView
{
    /// <param name="writer">Receives the text.</param>
    /// <param name="images">The images.</param>
    public static void Show(TextWriter writer, IReadOnlyList<ClassImage> images)
    {
        Shape shape = images[0].Shape;
        if (!DigitDrawing.CanDraw(shape) || shape.Width > Screen.Width)
        {
            foreach (ClassImage image in images)
                writer.WriteLine(Caption(image));
            return;
        }

        bool inColor = TerminalColors.AreWanted;
        IEnumerable<(string, string[])> drawings = images.Select(image =>
            (Caption(image), DigitDrawing.Draw(image.Pixels.AsSpan(), shape, inColor))
        );
        foreach (string line in DigitDrawing.SideBySide(drawings, shape.Width, Screen.Width))
            writer.WriteLine(line.TrimEnd());
    }

    private static string Caption(ClassImage image) => $"{PrintableText.Of(image.Label)}  {Figures.Percent(image.Probability)}";
}
