using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The files of a table: one, or those of a folder whose names differ in numbers alone, as Spark, Dask and databases write them, in the order of these numbers. Files and folders
/// that are hidden or whose names begin with an underscore, such as <c>_SUCCESS</c>, are none of them.
/// </summary>
internal static partial class TableFiles
{
    private const char Apart = '_';
    private const int MostGaps = 5;

    private const string Remedy = "Name the file of the table, or put files that do not belong together into folders of their own";

    // Folders whose files hold rows that were deleted since, or that are not complete yet.
    private static readonly (string Name, string Found)[] Others =
    [
        ("_delta_log", "a table of Delta Lake, whose files may hold rows that were deleted"),
        (".hoodie", "a table of Hudi, whose files may hold rows that were deleted"),
        ("_temporary", "the folder _temporary of a program that has not finished writing"),
    ];

    /// <summary>Lists the files of a table.</summary>
    /// <param name="path">A file, <c>-</c>, or a folder.</param>
    /// <param name="cancellation">Cancels listing, and waiting for a pipe.</param>
    /// <exception cref="InvalidInputException">The folder holds none, files of several tables, or folders; or parts are missing.</exception>
    public static IReadOnlyList<DataFile> Of(string path, CancellationToken cancellation)
    {
        if (!Directory.Exists(path))
            return [DataFile.OnDisk(path, cancellation)];
        if (Others.FirstOrDefault(one => Directory.Exists(Path.Combine(path, one.Name))).Found is string other)
            throw Rejected(path, other, "Write its rows as files of their own first");
        (DataFile[] files, DataFolder[] folders) = List(path, cancellation);
        if (folders.Length > 0)
            throw Rejected(path, $"the folder {folders[0].Name}", "Name the folder that holds the files themselves");
        if (files.Length == 0)
            throw Rejected(path, "none", "Name the folder that holds them");
        if (Array.Find(files, file => StemOf(file) != StemOf(files[0])) is DataFile different)
            throw Rejected(path, $"{files[0].Name} and {different.Name}", Remedy);
        CheckAll(path, files);
        return files;
    }

    /// <summary>The files in a folder that may be tables, in order; none if it holds folders or images as well.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellation">Cancels listing.</param>
    /// <exception cref="InvalidInputException">The folder cannot be listed.</exception>
    public static IReadOnlyList<DataFile> Candidates(string path, CancellationToken cancellation)
    {
        (DataFile[] files, DataFolder[] folders) = List(path, cancellation);
        return folders.Length > 0 || Array.Exists(files, file => FileKinds.HasImageName(file.Name)) ? [] : files;
    }

    /// <summary>Whether the names of files differ in numbers alone.</summary>
    public static bool AreNumbered(IReadOnlyList<DataFile> files) => files.All(file => StemOf(file) == StemOf(files[0]));

    /// <summary>The numbers that are missing between those of files, in words: <c>1, 4</c>; null for none, for more than there are files, and where names differ in more than one number.</summary>
    /// <param name="names">The names, which differ in numbers alone.</param>
    public static string? FindGaps(IReadOnlyList<string> names)
    {
        string[][] numbers = [.. names.Select(name => Number().Matches(Hash().Replace(name, "")).Select(match => match.Value).ToArray())];
        int[] differing =
        [
            .. Enumerable.Range(0, numbers.Min(some => some.Length)).Where(at => numbers.Any(some => some[at] != numbers[0][at])),
        ];
        SortedSet<long> found = [];
        if (
            differing is not [int only]
            || !numbers.All(some =>
            {
                bool isNumber = long.TryParse(some[only], NumberStyles.None, CultureInfo.InvariantCulture, out long number);
                found.Add(number);
                return isNumber;
            })
        )
            return null;
        // Dates and the like have more gaps than numbers.
        long missing = found.Max - found.Min + 1 - found.Count;
        if (missing > found.Count)
            return null;
        List<string> gaps = [];
        for (long number = found.Min; gaps.Count < Math.Min(missing, MostGaps); number++)
        {
            if (!found.Contains(number))
                gaps.Add(number.ToString(CultureInfo.InvariantCulture));
        }

        return missing == 0 ? null
            : missing > gaps.Count ? $"{string.Join(", ", gaps)} and {missing - gaps.Count} more"
            : string.Join(", ", gaps);
    }

    private static (DataFile[] Files, DataFolder[] Folders) List(string path, CancellationToken cancellation)
    {
        var folder = DataFolder.OnDisk(path, cancellation);
        return (
            [.. folder.Files.Where(file => !file.Name.StartsWith(Apart))],
            [.. folder.Folders.Where(inner => !inner.Name.StartsWith(Apart))]
        );
    }

    // A part that is missing would be missing silently.
    private static void CheckAll(string path, DataFile[] files)
    {
        if (
            PartOf().Match(files[0].Name) is { Success: true } match
            && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count != files.Length
        )
            throw new InvalidInputException(
                path,
                $"{count} files of the table, as the name {files[0].Name} says",
                $"{files.Length}",
                "Put all parts there, and no others"
            );
    }

    private static string StemOf(DataFile file) => Number().Replace(Hash().Replace(file.Name, "#"), "#").ToUpperInvariant();

    private static InvalidInputException Rejected(string path, string found, string remedy) =>
        new(path, "the files of one table, whose names differ in numbers alone", found, remedy);

    [GeneratedRegex(@"(?<=\d[-_]?of[-_]?)(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex PartOf();

    // What Spark and others put into names, so that they differ.
    [GeneratedRegex(
        @"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|(?<=[-_.])[0-9a-f]{16,64}(?=[-_.])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Hash();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
