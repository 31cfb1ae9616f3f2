using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The naming conventions of Parquet files: <c>train-00000-of-00003.parquet</c>, <c>mnist_test.parquet</c>, or the numbered files in a folder
/// named <c>train</c>.
/// </summary>
internal static partial class ParquetFileNames
{
    private const string Extension = ".parquet";

    /// <summary>Finds the files of a split, each a list of shards in order, in a folder and in the folders of the splits inside it.</summary>
    /// <exception cref="InvalidInputException">Some shards are missing.</exception>
    public static ParquetShards[] Find(DataFolder folder, DataSplit split) =>
        Find(folder, split == DataSplit.Train ? DataPart.Train : DataPart.Test);

    /// <summary>Finds the files for validation, or null if there are none or several sets of them.</summary>
    public static ParquetShards? FindValidation(DataFolder folder) => Find(folder, DataPart.Validation) is [var only] ? only : null;

    /// <summary>Finds the only set of shards in a folder, whatever its name.</summary>
    /// <returns>The shards, or null if there are none.</returns>
    /// <exception cref="InvalidInputException">There are several, or some shards are missing.</exception>
    public static ParquetShards? FindOnly(DataFolder folder)
    {
        ParquetShards[] all = [.. Group(FilesIn(folder))];
        return all.Length <= 1
            ? all.FirstOrDefault()
            : throw new InvalidInputException(
                folder.Path,
                "one Parquet file, or train.parquet and test.parquet",
                string.Join(" and ", all.Take(5)),
                "Specify one of these files instead of the folder"
            );
    }

    /// <summary>Says that a file is only a part of a data set, by its name; null if its name says nothing of the kind.</summary>
    public static string? NoteOfPart(DataFile file) =>
        Shard().Match(Path.GetFileNameWithoutExtension(file.Name)) is { Success: true } match
        && match.Groups[2].Success
        && Number(match, 2) > 1
            ? $"{file.Name}: part {Number(match, 1) + 1} of {Number(match, 2)}; all parts are used if their folder is specified"
            : null;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static ParquetShards[] Find(DataFolder folder, DataPart part)
    {
        ParquetShards[] named = [.. Group(FilesIn(folder).Where(file => PartOf(StemOf(file)) == part))];
        return named.Length > 0
            ? named
            : [.. folder.Folders.Where(inner => SplitName.Of(inner.Name) == part).SelectMany(inner => Group(FilesIn(inner)))];
    }

    private static IEnumerable<DataFile> FilesIn(DataFolder folder) =>
        folder.Files.Where(file => file.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<ParquetShards> Group(IEnumerable<DataFile> files) =>
        files.GroupBy(StemOf, StringComparer.OrdinalIgnoreCase).Select(group => Complete([.. group]));

    private static DataPart? PartOf(string stem) => SplitName.OfLastWord(stem);

    private static string StemOf(DataFile file) => Shard().Replace(Path.GetFileNameWithoutExtension(file.Name), "");

    // Names are in order; a shard that is missing would be missing silently.
    private static ParquetShards Complete(DataFile[] shards)
    {
        Match match = Shard().Match(Path.GetFileNameWithoutExtension(shards[0].Name));
        if (match.Groups[2].Success)
        {
            int count = Number(match, 2);
            if (count != shards.Length)
            {
                throw new InvalidInputException(
                    shards[0].Folder.Path,
                    $"{count} parts of {StemOf(shards[0])}, as the name {shards[0].Name} says",
                    $"{shards.Length}",
                    "Put all parts there, and no others"
                );
            }
        }

        return new ParquetShards(shards);
    }

    // "train-00000-of-00003", and a hash after it; "0000", as the Hub names the files that it converts.
    [GeneratedRegex(@"(?:^|[-_.])(\d{4,6})(?:-of-(\d{4,6}))?(?:-[0-9a-f]{8,40})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Shard();
}

/// <summary>Parquet files that belong together, in order.</summary>
/// <param name="Files">The files, at least one.</param>
internal sealed record ParquetShards(IReadOnlyList<DataFile> Files)
{
    /// <inheritdoc/>
    public override string ToString() => Files[0].Name;
}
