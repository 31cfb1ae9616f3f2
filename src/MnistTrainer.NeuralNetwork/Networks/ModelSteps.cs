using System.IO.Compression;
using System.Text;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The steps of a pipeline in a model file, by the names that ML.NET gives to their loaders. A step before the network may change the features, and whoever has the
/// network alone would give it others without knowing. Keys that are converted to numbers are not found: both steps are harmless on their own.
/// </summary>
internal static class ModelSteps
{
    // ML.NET keeps every part of a model in an entry of this name.
    private const string EntryName = "/Model.key";
    private const string StepName = "Transform_";

    // Where its header has the name of the loader, in ASCII and padded with zeros (Microsoft.ML.ModelHeader).
    private const int LoaderName = 80;
    private const int LoaderNameLength = 24;

    // Steps that name, select or load values without changing them. Images are preprocessed by the recognizer.
    private static readonly string[] Harmless =
    [
        "TransformerChain",
        "TermTransform",
        "KeyToValueTransform",
        "ConcatTransform",
        "CopyTransform",
        "SelectColumnsTransform",
        "ChooseColumnsTransform",
        "DropColumnsTransform",
        "ConvertTransform",
        "ImageLoaderTransform",
        "ImageGrayscaleTransform",
        "ImageScalerTransform",
        "ImagePixelExtractor",
    ];

    /// <summary>Ensures that no step before a network changes its features.</summary>
    /// <param name="zip">The model.</param>
    /// <param name="network">The entry of the network: <c>TransformerChain/Transform_002/Model.key</c>.</param>
    /// <param name="name">The name of the model, for the message.</param>
    /// <exception cref="InvalidInputException">One may.</exception>
    public static void Check(ZipArchive zip, ZipArchiveEntry network, string name)
    {
        // The network may be in a chain that is a step of another one.
        for (string step = Folder(network); step.Contains('/', StringComparison.Ordinal); step = Parent(step))
        {
            foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => IsBefore(Folder(entry), step)))
            {
                string loader = LoaderOf(entry);
                if (!Harmless.Contains(loader, StringComparer.Ordinal))
                {
                    throw new InvalidInputException(
                        $"{name}, {Folder(entry)}",
                        "a pipeline that passes the features to the network unchanged",
                        $"the step {loader} before the network, which is not part of the network",
                        "Use mlContext.Model.Load, which loads all steps, or train without it: the trainer normalizes features and reads missing values itself"
                    );
                }
            }
        }
    }

    // Steps have names with numbers, and a chain that is a step has its own steps in its folder. Other folders are parts of a step.
    private static bool IsBefore(string folder, string step)
    {
        string chain = Parent(step) + "/";
        return folder.StartsWith(chain, StringComparison.Ordinal)
            && folder[chain.Length..].Split('/') is string[] parts
            && parts.All(part => part.StartsWith(StepName, StringComparison.Ordinal))
            && string.CompareOrdinal(parts[0], step[chain.Length..]) < 0;
    }

    private static string Parent(string folder) => folder[..Math.Max(0, folder.LastIndexOf('/'))];

    /// <summary>Where a part of a model is; empty for what is not one.</summary>
    private static string Folder(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(EntryName, StringComparison.Ordinal) ? entry.FullName[..^EntryName.Length] : "";

    private static string LoaderOf(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        byte[] header = new byte[LoaderName + LoaderNameLength];
        int length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return length < header.Length
            ? "without a header"
            : PrintableText.Of(Encoding.ASCII.GetString(header, LoaderName, LoaderNameLength).TrimEnd('\0'));
    }
}
