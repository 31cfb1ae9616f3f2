using System.IO.Enumeration;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Finds image files: a single file, all images in a folder and its subfolders, or all files that match a pattern.</summary>
public static class ImageFiles
{
    /// <summary>The maximum number of files that match a pattern.</summary>
    public const int MaximumFiles = 1_000_000;

    private const string AnyFolders = "**";

    /// <summary>Finds image files; those of a folder or a pattern sorted by name, with numbers in numeric order.</summary>
    /// <param name="path">A file, a folder, or a pattern with <c>*</c>, <c>?</c> and <c>**</c>, which matches any number of folders.</param>
    /// <param name="cancellation">Cancels listing a folder.</param>
    /// <exception cref="InvalidInputException">The file does not exist, or there are too many files.</exception>
    /// <exception cref="OperationCanceledException">Listing was canceled.</exception>
    public static IReadOnlyList<string> Find(string path, CancellationToken cancellation = default) => Find(path, out _, cancellation);

    /// <inheritdoc cref="Find(string, CancellationToken)"/>
    /// <param name="path">A file, a folder, or a pattern with <c>*</c>, <c>?</c> and <c>**</c>, which matches any number of folders.</param>
    /// <param name="notes">The files that were left out, such as images in a format that cannot be read, one sentence each.</param>
    /// <param name="cancellation">Cancels listing a folder.</param>
    public static IReadOnlyList<string> Find(string path, out IReadOnlyList<string> notes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        notes = [];
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
        {
            var found = FolderImages.List(path, cancellation);
            notes = [.. found.Notes.Select(note => $"{path}: {note}.")];
            return found.Paths;
        }

        if (!IsPattern(path))
            throw new InvalidInputException(path, "an image", "no such file", "Check the name");
        string[] files = [.. Watch(Match(path), path, cancellation).Order(NaturalOrder.Instance)];
        return files.Length > 0
            ? files
            : throw new InvalidInputException(path, "a pattern that matches images", "no file that matches", "Check the name");
    }

    private static IEnumerable<string> Watch(IEnumerable<string> files, string path, CancellationToken cancellation)
    {
        int count = 0;
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++count > MaximumFiles)
                throw new InvalidInputException(path, $"at most {MaximumFiles} files", "more", "Specify a folder with fewer files");
            yield return file;
        }
    }

    private static IEnumerable<string> Match(string pattern)
    {
        string root = Path.GetPathRoot(pattern) ?? "";
        string[] parts = pattern[root.Length..]
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = [root];
        foreach (string part in parts[..^1])
            folders = folders.SelectMany(folder => FoldersIn(folder, part)).Distinct(StringComparer.Ordinal);
        return folders.SelectMany(folder =>
            Entries(folder, Directory.GetFiles).Where(file => FileSystemName.MatchesSimpleExpression(parts[^1], Path.GetFileName(file)))
        );
    }

    private static IEnumerable<string> FoldersIn(string folder, string part)
    {
        if (part == AnyFolders)
        {
            // Links are not followed, because they may form cycles.
            return Entries(folder, Directory.GetDirectories)
                .Where(inner => new DirectoryInfo(inner).LinkTarget is null)
                .SelectMany(inner => FoldersIn(inner, AnyFolders))
                .Prepend(folder);
        }

        if (!IsPattern(part))
            return [Path.Combine(folder, part)];
        return Entries(folder, Directory.GetDirectories)
            .Where(inner => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(inner)));
    }

    // Paths in the current folder stay relative.
    private static IEnumerable<string> Entries(string folder, Func<string, string[]> list)
    {
        string listed = folder.Length == 0 ? "." : folder;
        return Directory.Exists(listed) ? list(listed).Select(entry => Path.Combine(folder, Path.GetFileName(entry))) : [];
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');
}
