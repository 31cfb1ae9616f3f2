using System.IO.Enumeration;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Finds image files: a single file, all images in a folder and its subfolders, or all files that match a pattern.</summary>
public static class ImageFiles
{
    private const string AnyFolders = "**";

    /// <summary>Finds image files; those of a folder or a pattern in the order of their names, in which numbers count as numbers.</summary>
    /// <param name="path">A file, a folder, or a pattern with <c>*</c>, <c>?</c> and <c>**</c>, which matches any folders.</param>
    /// <param name="note">Receives what was left out of a folder, such as images in a format that cannot be read. Default: nothing.</param>
    /// <exception cref="InvalidInputException">There is no such file.</exception>
    public static IReadOnlyList<string> Find(string path, Action<string>? note = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
        {
            var found = FolderImages.List(path);
            foreach (string finding in found.Notes)
                note?.Invoke($"{path}: {finding}");
            return found.Paths;
        }

        if (!IsPattern(path))
            throw new InvalidInputException(path, "an image", "no such file", "Check the name");
        string[] files = [.. Match(path).Order(NaturalOrder.Instance)];
        return files.Length > 0
            ? files
            : throw new InvalidInputException(path, "a pattern that matches images", "no file that matches", "Check the name");
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
            // Links are not followed, since they may lead back.
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
