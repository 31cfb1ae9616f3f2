using System.IO.Enumeration;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Finds the pictures that a user means: files, all pictures in a folder, or a pattern that the shell did not expand.</summary>
internal static class PictureFiles
{
    /// <summary>What stands for a picture that comes through stdin.</summary>
    public const string StandardInput = "-";

    /// <summary>The files meant, in the order they were named, and those of a folder or pattern in alphabetical order.</summary>
    /// <exception cref="InvalidInputException">Something names no picture.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> named) => [.. named.SelectMany(Find)];

    private static string[] Find(string named)
    {
        if (named == StandardInput || File.Exists(named))
            return [named];
        if (Directory.Exists(named))
            return Filled(named, [.. Directory.GetFiles(named).Where(ImageFile.IsPicture)], "a folder with pictures", "none in it");
        if (named.AsSpan().ContainsAny('*', '?'))
            return Filled(named, Matching(named), "a pattern that matches pictures", "no file that matches");
        throw new InvalidInputException(named, "a picture", "no such file", "Check the name");
    }

    private static string[] Matching(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } given ? given : ".";
        string name = Path.GetFileName(pattern);
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder).Where(file => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(file)))]
            : [];
    }

    private static string[] Filled(string named, string[] files, string expected, string found)
    {
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new InvalidInputException(named, expected, found, "Check the name");
    }
}
