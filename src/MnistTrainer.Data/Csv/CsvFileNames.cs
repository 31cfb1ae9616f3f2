using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The naming conventions of published tables: <c>train.csv</c> and <c>test.csv</c>, with or without the set's name as a prefix, UCI's
/// <c>.tra</c> and <c>.tes</c>, and <c>zip.train</c>; each also gzipped.
/// </summary>
internal static partial class CsvFileNames
{
    private static readonly string[] Tables = [".csv", ".tsv"];
    private static readonly string[] OtherFormats = [".json", ".jsonl", ".ndjson", ".arff"];

    // Of these, gzip and zip are unpacked; the others are named by whoever reads the file.
    private static readonly string[] Packings = [".gz", ".zip", ".bz2", ".xz", ".lzma", ".zst", ".lz4", ".br", ".z"];
    private static readonly string[] Texts = [".txt", ".dat", ".data"];
    private static readonly string[] LabelWords = ["label", "labels", "y", "target", "targets", "classes", "class"];
    private static readonly string[] ImageWords = ["x", "data", "image", "images", "imgs", "pixels", "features", "inputs"];

    /// <summary>
    /// Finds the tables of a split in a folder, each with that of its labels if these are apart. If a table exists both plain and gzipped, the
    /// plain one is returned.
    /// </summary>
    public static TablePair[] Find(DataFolder folder, DataSplit split)
    {
        DataFile[] found = Find(folder, split == DataSplit.Train ? DataPart.Train : DataPart.Test);
        return FindLabelsApart([.. TablesOf(folder).UnionBy(found, file => file.Path)], found) is TablePair pair
            ? [pair, .. found.Where(file => file.Path != pair.Images.Path && file.Path != pair.Labels!.Path).Select(Alone)]
            : Array.ConvertAll(found, Alone);
    }

    /// <summary>Finds the table for validation in a folder, or null if there is none or more than one.</summary>
    public static DataFile? FindValidation(DataFolder folder) => Find(folder, DataPart.Validation) is [var only] ? only : null;

    private static DataFile[] Find(DataFolder folder, DataPart part)
    {
        DataFile[] files = [.. folder.Files.DistinctBy(file => Plain(file.Name), StringComparer.OrdinalIgnoreCase)];
        // Texts have many other uses, so they count only without tables, and so do names that say more than the part.
        (string[] Extensions, Func<string, DataPart?> PartOf)[] ways =
        [
            (Tables, SplitName.OfLastWord),
            (Tables, SplitName.OfAnyWord),
            (Texts, SplitName.OfLastWord),
        ];
        DataPart?[][] parts = [.. ways.Select(way => Array.ConvertAll(files, file => PartOf(file.Name, way.Extensions, way.PartOf)))];
        // A test part alone may be one of whose training part the name says more: mnist_train_small.csv beside mnist_test.csv.
        DataPart?[]? chosen =
            Array.Find(parts, found => found.Contains(DataPart.Train))
            ?? Array.Find(parts, found => !Array.TrueForAll(found, one => one is null));
        return chosen is null ? [] : [.. files.Where((_, i) => chosen[i] == part)];
    }

    private static DataFile[] TablesOf(DataFolder folder) =>
        [
            .. folder
                .Files.Where(file => Tables.Contains(Path.GetExtension(Plain(file.Name)), StringComparer.OrdinalIgnoreCase))
                .DistinctBy(file => Plain(file.Name), StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Finds the file of a split in a folder without images, in JSON or ARFF; with images, such files describe them.</summary>
    public static DataFile[] FindOtherFormats(DataFolder folder, DataSplit split) =>
        [
            .. folder.Files.Where(file =>
                PartOf(file.Name, OtherFormats, SplitName.OfLastWord) == (split == DataSplit.Train ? DataPart.Train : DataPart.Test)
            ),
        ];

    /// <summary>Finds the only table in a folder, whatever its name, or two of which one is named as the labels of the other.</summary>
    /// <returns>The table, or null if there is none.</returns>
    /// <exception cref="InvalidInputException">There are several.</exception>
    public static TablePair? FindOnly(DataFolder folder)
    {
        DataFile[] tables = TablesOf(folder);
        if (tables.Length == 0)
            tables = [.. folder.Files.Where(file => OtherFormats.Contains(Path.GetExtension(file.Name), StringComparer.OrdinalIgnoreCase))];
        if (tables.Length <= 1)
            return tables is [var only] ? Alone(only) : null;
        if (tables.Length == 2 && FindLabelsApart(tables, tables) is TablePair pair)
            return pair;
        throw new InvalidInputException(
            folder.Path,
            "one table, or train.csv and test.csv",
            string.Join(" and ", tables.Take(5).Select(table => table.Name)),
            "Specify one of these files instead of the folder"
        );
    }

    private static TablePair Alone(DataFile table) => new(table, null);

    /// <summary>Finds two tables of which one is named as the labels of the other: <c>data.csv</c> and <c>dataLabels.csv</c>, <c>X</c> and <c>y</c>.</summary>
    private static TablePair? FindLabelsApart(DataFile[] tables, DataFile[] candidates)
    {
        foreach (DataFile labels in tables.Where(file => WordsOf(file.Name).Any(LabelWords.Contains)))
        {
            string[] rest = [.. WordsOf(labels.Name).Except([.. LabelWords, .. ImageWords])];
            DataFile? images = Array.Find(
                candidates,
                file => file.Path != labels.Path && WordsOf(file.Name).Except(ImageWords).SequenceEqual(rest, StringComparer.Ordinal)
            );
            if (images is not null)
                return new TablePair(images, labels);
        }

        return null;
    }

    private static DataPart? PartOf(string name, string[] extensions, Func<string, DataPart?> partOf)
    {
        string plain = Plain(name);
        return Path.GetExtension(plain).ToLowerInvariant() switch
        {
            ".tra" => DataPart.Train,
            ".tes" => DataPart.Test,
            ".train" => DataPart.Train,
            ".test" => DataPart.Test,
            var extension when extensions.Contains(extension) => partOf(Path.GetFileNameWithoutExtension(plain)),
            _ => null,
        };
    }

    private static string[] WordsOf(string name) =>
        [.. Word().Matches(Path.GetFileNameWithoutExtension(Plain(name))).Select(match => match.Value.ToLowerInvariant())];

    private static string Plain(string name) =>
        Packings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(name) : name;

    [GeneratedRegex(@"[A-Z]?[a-z]+|[A-Z]+|\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
