namespace MnistTrainer.Data;

/// <summary>
/// The naming convention of published tables: <c>train.csv</c> and <c>test.csv</c>, with or without the set's name as a prefix.
/// </summary>
internal static class CsvFileNames
{
    /// <summary>Finds the tables of a split in a folder.</summary>
    public static DataFile[] Find(DataFolder folder, DataSplit split)
    {
        string ending = split == DataSplit.Train ? "train" : "test";
        return [.. folder.Files.Where(file => IsNamed(file.Name, ending))];
    }

    private static bool IsNamed(string name, string ending)
    {
        string stem = Strip(Strip(name, ".gz"), ".csv");
        return stem != Strip(name, ".gz")
            && stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            && (stem.Length == ending.Length || !char.IsLetter(stem[^(ending.Length + 1)]));
    }

    private static string Strip(string name, string extension) =>
        name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
}
