using System.Text;

namespace MnistTrainer.Experiments;

/// <summary>
/// A list of suspicious samples beside its page, which has a checksum of the lines as they were written: people edit lists, and what they have decided must not be lost.
/// </summary>
internal static class WrittenList
{
    // Of a list, far above that of a line for every sample of any data set here.
    private const int MaximumBytes = 1 << 28;

    // The checksum is behind the style of a page, and before its first card.
    private const int StartOfPage = 1 << 16;

    /// <summary>The attribute of a page with the checksum of its lines.</summary>
    public const string Attribute = "data-list";

    /// <summary>The checksum of lines.</summary>
    /// <param name="lines">The lines of the list below its header.</param>
    public static string ChecksumOf(IEnumerable<string> lines) => SampleChecksum.Of(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>Whether a list is empty, or still as it was written: its page is beside it and has the checksum of its lines.</summary>
    /// <param name="path">The list.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static bool IsUntouched(string path)
    {
        FileInfo list = new(path),
            page = new(Path.Combine(list.DirectoryName!, SuspicionReport.PageName));
        if (list.Length == 0)
            return true;
        if (list.Length > MaximumBytes || !page.Exists)
            return false;
        string[] lines = File.ReadAllText(path).Split('\n');
        return lines[0] == ConfirmedColumns.Header
            && lines[^1].Length == 0
            && StartOf(page).Contains($"{Attribute}=\"{ChecksumOf(lines[1..^1])}\"", StringComparison.Ordinal);
    }

    private static string StartOf(FileInfo page)
    {
        byte[] start = new byte[StartOfPage];
        using FileStream file = page.OpenRead();
        return Encoding.UTF8.GetString(start, 0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
    }
}
