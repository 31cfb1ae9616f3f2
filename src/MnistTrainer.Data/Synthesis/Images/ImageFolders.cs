using System.Globalization;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Writes synthetic images to files: one folder per kind with one subfolder per digit, so that each kind is a data set.</summary>
public static class ImageFolders
{
    /// <summary>Writes images of all kinds, such as <c>photograph/7/00007.jpg</c>.</summary>
    /// <param name="folder">The folder, created if it does not exist. Existing files of the same names are replaced.</param>
    /// <param name="count">The number of images of each kind, at least 1.</param>
    /// <param name="seed">The seed. The same seed gives the same images.</param>
    /// <param name="progress">Receives the number of images written, from any thread.</param>
    /// <param name="cancellation">Cancels between images.</param>
    public static void Write(string folder, int count, int seed, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ImageComposer composer = new(seed);
        int written = 0;
        foreach (ImageKind kind in Enum.GetValues<ImageKind>())
        {
            Parallel.For(
                0,
                count,
                new ParallelOptions { CancellationToken = cancellation },
                index =>
                {
                    ComposedImage image = composer.Compose(kind, index);
                    string name = string.Create(CultureInfo.InvariantCulture, $"{index:D5}{image.Extension}");
                    string path = Path.Combine(folder, NameOf(kind), image.Digit.ToString(CultureInfo.InvariantCulture), name);
                    AtomicFile.Write(path, file => file.Write(image.File));
                    progress?.Report(Interlocked.Increment(ref written));
                }
            );
        }
    }

    private static string NameOf(ImageKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
