namespace MnistTrainer.Data;

/// <summary>
/// The two tables that a set is often published as: <c>train.csv</c> and <c>test.csv</c>, with or without the set's name before.
/// </summary>
internal static class CsvPair
{
    /// <summary>The tables of a part that lie in a folder.</summary>
    public static string[] Find(string folder, DataSplit split)
    {
        string ending = split == DataSplit.Train ? "train" : "test";
        return [.. Directory.EnumerateFiles(folder).Where(path => IsNamed(Path.GetFileName(path), ending)).Order(StringComparer.Ordinal)];
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
