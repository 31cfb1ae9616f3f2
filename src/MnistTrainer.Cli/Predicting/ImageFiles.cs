using System.IO.Enumeration;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>
/// Finds the images that a user means: files, all images in a folder and the folders in it, or a pattern that the shell did not expand. Stdin and data
/// URLs stand for themselves.
/// </summary>
internal static class ImageFiles
{
    /// <summary>What stands for an image that comes through stdin.</summary>
    public const string StandardInput = "-";

    private const string AnyFolders = "**";

    private static readonly EnumerationOptions EveryFolder = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>The images meant; those of a folder or pattern in alphabetical order.</summary>
    /// <exception cref="InvalidInputException">It names no image.</exception>
    public static IReadOnlyList<string> Find(string named)
    {
        if (named == StandardInput || DataUrl.Is(named) || File.Exists(named))
            return [named];
        if (Directory.Exists(named))
            return Filled(
                named,
                [.. Directory.GetFiles(named, "*", EveryFolder).Where(ImageFile.IsImage)],
                "a folder with images",
                "none in it"
            );
        if (IsPattern(named))
            return Filled(named, [.. Matching(named)], "a pattern that matches images", "no file that matches");
        throw new InvalidInputException(named, "an image", "no such file", "Check the name");
    }

    /// <summary>The files that match, part of the path by part; ** stands for any folders.</summary>
    private static IEnumerable<string> Matching(string pattern)
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

    // Names of the current folder stay as short as they were typed.
    private static IEnumerable<string> Entries(string folder, Func<string, string[]> list)
    {
        string listed = folder.Length == 0 ? "." : folder;
        return Directory.Exists(listed) ? list(listed).Select(entry => Path.Combine(folder, Path.GetFileName(entry))) : [];
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    private static string[] Filled(string named, string[] files, string expected, string found)
    {
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new InvalidInputException(named, expected, found, "Check the name");
    }
}
