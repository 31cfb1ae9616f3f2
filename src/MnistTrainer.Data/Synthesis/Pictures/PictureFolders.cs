using System.Globalization;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Made pictures as files: a folder for each kind, and in it one for each digit, so that each kind is a data set.</summary>
public static class PictureFolders
{
    /// <summary>Writes pictures of all kinds: <c>photograph/7/00007.jpg</c>.</summary>
    /// <param name="folder">Where to; made if it is not there. Files of the same names are replaced.</param>
    /// <param name="count">Of each kind, at least 1.</param>
    /// <param name="seed">The same seed gives the same pictures.</param>
    /// <param name="progress">Told how many pictures are written, from any thread.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    public static void Write(string folder, int count, int seed, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        PictureComposer composer = new(seed);
        int written = 0;
        foreach (PictureKind kind in Enum.GetValues<PictureKind>())
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, index =>
            {
                ComposedPicture picture = composer.Compose(kind, index);
                string name = string.Create(CultureInfo.InvariantCulture, $"{index:D5}{picture.Extension}");
                string path = Path.Combine(folder, NameOf(kind), picture.Digit.ToString(CultureInfo.InvariantCulture), name);
                AtomicFile.Write(path, file => file.Write(picture.File));
                progress?.Report(Interlocked.Increment(ref written));
            });
        }
    }

    private static string NameOf(PictureKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
