using System.IO.Enumeration;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Finds image files: a single file, all images in a folder and its subfolders, or all files that match a pattern.</summary>
public static class ImageFiles
{
    private const string AnyFolders = "**";

    private static readonly EnumerationOptions EveryFolder = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>Finds image files; those of a folder or a pattern in alphabetical order.</summary>
    /// <param name="path">A file, a folder, or a pattern with <c>*</c>, <c>?</c> and <c>**</c>, which matches any folders.</param>
    /// <exception cref="InvalidInputException">There is no such file.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
            return Sort(
                path,
                [.. Directory.GetFiles(path, "*", EveryFolder).Where(ImageFile.IsImage)],
                "a folder with images",
                "none in it"
            );
        if (IsPattern(path))
            return Sort(path, [.. Match(path)], "a pattern that matches images", "no file that matches");
        throw new InvalidInputException(path, "an image", "no such file", "Check the name");
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
            return Entries(folder, Directory.GetDirectories).SelectMany(inner => FoldersIn(inner, AnyFolders)).Prepend(folder);
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

    private static string[] Sort(string path, string[] files, string expected, string found)
    {
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new InvalidInputException(path, expected, found, "Check the name");
    }
}
