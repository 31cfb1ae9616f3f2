using System.IO.Enumeration;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Finds image files: a single file, all images in a folder and its subfolders, or all files that match a pattern.</summary>
public static class ImageFiles
{
    /// <summary>The maximum number of files in a folder, whether images or not.</summary>
    public const int MaximumFiles = 1_000_000;

    private const string AnyFolders = "**";

    private static readonly EnumerationOptions EveryFolder = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>Finds image files; those of a folder or a pattern in alphabetical order.</summary>
    /// <param name="path">A file, a folder, or a pattern with <c>*</c>, <c>?</c> and <c>**</c>, which matches any folders.</param>
    /// <param name="cancellation">Cancels listing a folder.</param>
    /// <exception cref="InvalidInputException">There is no such file, or there are more than <see cref="MaximumFiles"/>.</exception>
    /// <exception cref="OperationCanceledException">Listing was cancelled.</exception>
    public static IReadOnlyList<string> Find(string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
            return Sort(
                path,
                [.. Watch(Directory.EnumerateFiles(path, "*", EveryFolder), path, cancellation).Where(IsImage)],
                "a folder with images",
                "none in it"
            );
        if (IsPattern(path))
            return Sort(path, [.. Watch(Match(path), path, cancellation)], "a pattern that matches images", "no file that matches");
        throw new InvalidInputException(path, "an image", "no such file", "Check the name");
    }

    private static IEnumerable<string> Watch(IEnumerable<string> files, string path, CancellationToken cancellation)
    {
        int count = 0;
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++count > MaximumFiles)
                throw new InvalidInputException(path, $"at most {MaximumFiles} files", "more", "Name a folder with fewer");
            yield return file;
        }
    }

    // What may not be read, or is gone again, is none of the images that were asked for.
    private static bool IsImage(string path)
    {
        try
        {
            // Of a pipe, what is read here would be missing later.
            return new FileInfo(path).Length > 0 && ImageFile.IsImage(path);
        }
        catch (Exception e) when (e is InvalidImageException or IOException)
        {
            return false;
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
