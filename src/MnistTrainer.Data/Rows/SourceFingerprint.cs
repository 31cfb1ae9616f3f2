using System.Globalization;
using System.IO.Hashing;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// What shows that a source has changed: the names, lengths and times of its files, and the bytes at the beginning and the end of each. To read all of a file would take as long as to
/// convert it.
/// </summary>
internal static class SourceFingerprint
{
    private const int Edge = 1 << 16;

    // More files are described by one line, without their bytes.
    private const int MaximumNamed = 100;

    /// <summary>Describes files, a line for each, or one for many.</summary>
    /// <param name="files">The files.</param>
    /// <param name="place">The source that has them: however its path is written, they are the same.</param>
    /// <exception cref="InvalidInputException">A file cannot be read.</exception>
    public static string[] Of(IEnumerable<DataFile> files, string place)
    {
        DataFile[] all = [.. files];
        if (all.Length <= MaximumNamed)
            return [.. all.Select(Of)];
        XxHash128 hash = new();
        foreach (DataFile file in all)
            hash.Append(System.Text.Encoding.UTF8.GetBytes($"{Path.GetRelativePath(place, file.Path)}: {LengthAndTime(file)}\n"));
        return [string.Create(CultureInfo.InvariantCulture, $"{all.Length} files: {Convert.ToHexStringLower(hash.GetCurrentHash())}")];
    }

    private static string Of(DataFile file)
    {
        try
        {
            using Stream content = file.Open();
            byte[] edge = new byte[Edge];
            XxHash128 hash = new();
            hash.Append(edge.AsSpan(0, content.ReadAtLeast(edge, edge.Length, throwOnEndOfStream: false)));
            content.Position = Math.Max(0, content.Length - Edge);
            hash.Append(edge.AsSpan(0, content.ReadAtLeast(edge, edge.Length, throwOnEndOfStream: false)));
            return $"{file.Name}: {LengthAndTime(file)}, {Convert.ToHexStringLower(hash.GetCurrentHash())}";
        }
        catch (IOException e)
        {
            throw new InvalidInputException(file.Path, "a readable file", FileFault.Describe(e), "Check the file", e);
        }
    }

    private static string LengthAndTime(DataFile file)
    {
        // Of a link, what it leads to: that is what is read.
        FileInfo info = new(file.Path);
        info = (FileInfo?)info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
        return string.Create(CultureInfo.InvariantCulture, $"{info.Length} bytes of {info.LastWriteTimeUtc:O}");
    }
}
