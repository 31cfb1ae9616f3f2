using System.Collections.Immutable;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist explain --backquery</c>: draws what a network expects of a class, or of all.</summary>
/// <param name="screen">The screen for results.</param>
/// <param name="model">The model's file.</param>
/// <param name="network">Its network.</param>
internal sealed class Backquery(Screen screen, string model, Network network)
{
    /// <summary>Stands for all classes.</summary>
    public const string AllClasses = "all";

    // The side of the image of one class, and of each of several.
    private const int LargeSide = 280;
    private const int SmallSide = 140;

    /// <summary>Computes and shows the images.</summary>
    /// <param name="label">The class, or <see cref="AllClasses"/>.</param>
    /// <param name="ascent">How images are computed; null for the inversion of the book.</param>
    /// <param name="output">The file to write, or null.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="InvalidInputException">The model has no such class, or has no such images.</exception>
    public void Run(string label, GradientAscent? ascent, string? output, CancellationToken cancellation)
    {
        ImmutableArray<int> classes = ClassesOf(label);
        ImmutableArray<ClassImage> images =
            ascent?.Run(network, classes, new TerminalListener(screen), cancellation)
            ?? [.. classes.Select(one => BookInversion.Of(network, one))];
        if (output is not null)
        {
            byte[] png = ImageCodec.EncodePng(Draw(images));
            AtomicFile.Write(output, file => file.Write(png));
        }

        if (screen.IsJson)
        {
            BackqueryJson json = new(model, ascent is null ? "inversion" : "ascent", images.Select(ClassImageJson.Of), output);
            JsonOutput.Print(json, CommandJson.Readable.BackqueryJson);
            return;
        }

        BackqueryView.Show(Screen.Text, images);
        if (output is not null && output != AtomicFile.StandardOutput)
            screen.Note(Localized.Of($"[grey]Image: {MarkupText.Of(output)}[/]"));
    }

    private static ColorImage Draw(ImmutableArray<ClassImage> images)
    {
        Shape shape = images[0].Shape;
        int side = images.Length == 1 ? LargeSide : SmallSide,
            enlargement = Math.Max(1, side / Math.Max(shape.Width, shape.Height));
        ColorImage[] drawn = [.. images.Select(image => image.Draw(enlargement))];
        return drawn is [var only] ? only : ContactSheet.Of(drawn, Math.Min(drawn.Length, 5));
    }

    private ImmutableArray<int> ClassesOf(string label)
    {
        IReadOnlyList<string> names = network.Definition.ClassNames;
        if (label == AllClasses)
            return [.. Enumerable.Range(0, names.Count)];
        int index = network.Definition.ClassNames.IndexOf(label);
        return index >= 0
            ? [index]
            : throw new InvalidInputException(
                model,
                $"one of its classes: {string.Join(", ", names)}, or {AllClasses}",
                label,
                "Name the class as the model does"
            );
    }
}
