using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>Writes what each layer makes of an image as numbered PNG files: <c>layer-01-convolution.png</c>.</summary>
internal static class LayerFiles
{
    /// <summary>Writes the files.</summary>
    /// <param name="folder">The folder; created if necessary.</param>
    /// <param name="activations">The layers.</param>
    /// <param name="inputs">Files that the command reads, which no image replaces.</param>
    /// <param name="force">Whether existing files are replaced whatever they are.</param>
    /// <returns>The files, in the order of the layers.</returns>
    /// <exception cref="InvalidInputException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ImageActivations activations, IReadOnlyList<string> inputs, bool force)
    {
        List<string> files = [];
        foreach (LayerActivations layer in activations.Layers)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"layer-{files.Count + 1:D2}-{layer.Kind}.png");
            files.Add(Path.Combine(folder, name));
            ImageFolder.Write(files[^1], ImageCodec.EncodePng(layer.Sheet()), inputs, force);
        }

        return files;
    }
}
