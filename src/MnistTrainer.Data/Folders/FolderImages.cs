using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The images of a folder and its folders, for reading them one by one.</summary>
/// <param name="Paths">Their paths: those of the folder first, then folder by folder, in <see cref="NaturalOrder"/>.</param>
/// <param name="Notes">Which files were left out although they are images: <c>left out: 12 HEIC, which cannot be read</c>.</param>
public sealed record FolderImages(IReadOnlyList<string> Paths, IReadOnlyList<string> Notes)
{
    /// <summary>Lists the images of a folder. Hidden and other files are skipped.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Cancels listing.</param>
    /// <exception cref="InvalidInputException">It contains no image, or more than 5 million files, or cannot be listed.</exception>
    public static FolderImages List(string folder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        List<ListedFile> files = FolderTree.List(DataFolder.OnDisk(folder, cancellation), cancellation);
        string[] images = [.. files.Where(one => FileKinds.IsImage(one.File)).Select(one => one.File.Path)];
        if (images.Length == 0)
            throw FolderLayout.WithoutImages(folder, files);
        string[] others = [.. files.Select(one => one.File.Name).Where(FileKinds.IsOtherImage)];
        return new FolderImages(images, others.Length == 0 ? [] : [FileKinds.NoteOtherImages(others)]);
    }
}
