using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>All files inside a folder and its folders, listed within bounds.</summary>
internal static class FolderTree
{
    /// <summary>The maximum number of files and folders: 5 million.</summary>
    public const int MaximumEntries = 5_000_000;

    /// <summary>The maximum number of folders inside each other: 32.</summary>
    public const int MaximumDepth = 32;

    /// <summary>Lists the files: those of the folder first, then folder by folder, each in natural order.</summary>
    /// <exception cref="InvalidInputException">There are too many, too deep inside each other, or a folder cannot be listed.</exception>
    public static List<ListedFile> List(DataFolder root, CancellationToken cancellation)
    {
        List<ListedFile> files = [];
        int entries = 0;
        Add(root, []);
        return files;

        void Add(DataFolder folder, string[] names)
        {
            cancellation.ThrowIfCancellationRequested();
            entries += folder.Files.Count + folder.Folders.Count;
            CheckCount(root, entries);
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

    /// <exception cref="InvalidInputException">There are too many entries.</exception>
    public static void CheckCount(DataFolder folder, int entries)
    {
        if (entries > MaximumEntries)
        {
            throw new InvalidInputException(
                folder.Path,
                $"at most {MaximumEntries} files and folders",
                "more",
                "Specify the folder that contains the images"
            );
        }
    }
}
