using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>All files inside a folder and its folders. Their number is bounded by <see cref="FolderListing"/> or by the archive that holds them.</summary>
internal static class FolderTree
{
    /// <summary>The maximum number of folders inside each other: 32.</summary>
    public const int MaximumDepth = 32;

    /// <summary>Lists the files: those of the folder first, then folder by folder, each in natural order.</summary>
    /// <exception cref="InvalidInputException">They are too many or too deep inside each other, or a folder cannot be listed.</exception>
    public static List<ListedFile> List(DataFolder root, CancellationToken cancellation)
    {
        List<ListedFile> files = [];
        Add(root, []);
        return files;

        void Add(DataFolder folder, string[] names)
        {
            cancellation.ThrowIfCancellationRequested();
            if (names.Length > MaximumDepth)
            {
                throw new InvalidInputException(
                    folder.Path,
                    $"at most {MaximumDepth} folders inside each other",
                    "more",
                    "Specify the folder that contains the images"
                );
            }

            files.AddRange(folder.Files.Select(file => new ListedFile(file, names)));
            foreach (DataFolder inner in folder.Folders)
                Add(inner, [.. names, inner.Name]);
        }
    }
}
