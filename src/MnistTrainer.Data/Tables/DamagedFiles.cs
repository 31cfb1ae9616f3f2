using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The files of a table, none of which can be read: one message names all of them, each with what is wrong with it.</summary>
internal static class DamagedFiles
{
    private const int MostShown = 5;

    private static readonly string[] Extensions = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".arff"];

    /// <summary>Whether a file has the name of a table, perhaps of a gzipped one.</summary>
    public static bool HasTableName(string name) =>
        Extensions.Contains(
            Path.GetExtension(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name),
            StringComparer.OrdinalIgnoreCase
        );

    /// <summary>Returns the exception for files of which none can be read; null if one can.</summary>
    /// <param name="path">Their folder.</param>
    /// <param name="files">The files, of which there are several.</param>
    /// <param name="options">What is known about the table.</param>
    public static InvalidInputException? Find(string path, IReadOnlyList<DataFile> files, TableOptions options)
    {
        List<string> faults = [];
        foreach (DataFile file in files)
        {
            try
            {
                TableFileRows.CountFirst(file, options, most: 2);
                return null;
            }
            catch (InvalidInputException e)
            {
                faults.Add($"{file.Name}{InShort(e.Message, file.Path)}");
            }
        }

        string more = faults.Count > MostShown ? $"; and {faults.Count - MostShown} more" : "";
        return new InvalidInputException(
            path,
            "the files of a table",
            $"{faults.Count}, none of which can be read: {string.Join("; ", faults.Take(MostShown))}{more}",
            "Write or copy them again"
        );
    }

    // Without the folder and the remedy, which is the last sentence.
    private static string InShort(string message, string path)
    {
        string fault = message.StartsWith(path, StringComparison.Ordinal) ? message[path.Length..] : $": {message}";
        int end = fault.LastIndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? fault.TrimEnd('.') : fault[..end];
    }
}
