using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Output;

/// <summary>The images of a layer's weights in the JSON of <c>mnist inspect</c>.</summary>
/// <param name="Folder">The folder with the files.</param>
/// <param name="Sheet">The file with all images.</param>
/// <param name="First">The first image.</param>
/// <param name="Last">The last one.</param>
/// <param name="Layer">The layer's number, from 1.</param>
/// <param name="Count">The number of images.</param>
/// <param name="Total">The number of filters or units.</param>
/// <param name="Largest">The weight that is white; its negative is black, and 0 is mid-gray.</param>
internal sealed record WeightFilesJson(
    string Folder,
    string Sheet,
    string First,
    string Last,
    int Layer,
    int Count,
    int Total,
    float Largest
)
{
    public static WeightFilesJson Of(string folder, WeightImages weights) =>
        new(
            folder,
            Path.Combine(folder, WeightFiles.SheetName),
            WeightFiles.NameOf(weights, 0),
            WeightFiles.NameOf(weights, weights.Count - 1),
            weights.LayerIndex + 1,
            weights.Count,
            weights.Total,
            weights.Largest
        );
}
