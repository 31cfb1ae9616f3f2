using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Output;

/// <summary>Writes the weights of a layer as numbered PNG files, <c>filter-001.png</c> or <c>unit-001.png</c>, and all of them on one sheet.</summary>
internal static class WeightFiles
{
    /// <summary>The name of the sheet.</summary>
    public const string SheetName = "sheet.png";

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The folder; created if necessary.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="model">The model's file, which no image replaces.</param>
    /// <param name="force">Whether existing files are replaced whatever they are.</param>
    /// <exception cref="InvalidInputException">A file cannot be written.</exception>
    public static void Write(string folder, WeightImages weights, string model, bool force)
    {
        for (int i = 0; i < weights.Count; i++)
            ImageFolder.Write(Path.Combine(folder, NameOf(weights, i)), ImageCodec.EncodePng(weights.Image(i)), [model], force);
        ImageFolder.Write(Path.Combine(folder, SheetName), ImageCodec.EncodePng(weights.Sheet()), [model], force);
    }

    /// <summary>Describes the sheet: how many filters or units it shows, and what its grays mean.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="weights">The weights.</param>
    public static string Describe(string folder, WeightImages weights)
    {
        string what = weights.AreFilters ? Localized.Of("filters") : Localized.Of("units"),
            count = weights.Count == weights.Total ? $"{weights.Total}" : Localized.Of($"the first {weights.Count} of {weights.Total}");
        return Localized.Of(
            $"{Path.Combine(folder, SheetName)} has {count} {what} of layer {weights.LayerIndex + 1}; gray is 0, white {weights.Largest:G3}, black {-weights.Largest:G3}"
        );
    }

    /// <summary>Returns the name of a file.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="index">The filter or unit, from 0.</param>
    public static string NameOf(WeightImages weights, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{(weights.AreFilters ? "filter" : "unit")}-{index + 1:D3}.png");
}
