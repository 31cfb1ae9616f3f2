using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>The sample that a competition gives of what it wants submitted: <c>sample_submission.csv</c>.</summary>
/// <param name="FileName">The name of the file.</param>
/// <param name="IdColumn">The name of the first column.</param>
/// <param name="LabelColumn">The name of the second column.</param>
/// <param name="Ids">The cells of the first column, in order.</param>
public sealed partial record SampleSubmission(string FileName, string IdColumn, string LabelColumn, IReadOnlyList<string> Ids)
{
    private const int MaximumRows = 10_000_000;

    /// <summary>Finds and reads the sample in a folder.</summary>
    /// <param name="folder">The folder of the data.</param>
    /// <returns>The sample; null if there is none with a header and two columns.</returns>
    /// <exception cref="MnistTrainer.NeuralNetwork.InvalidInputException">The file cannot be read.</exception>
    public static SampleSubmission? Find(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string? path = Directory
            .EnumerateFiles(folder, "*ubmission*")
            .Where(file => Name().IsMatch(Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        if (path is null)
            return null;
        using CsvRecords records = CsvRecords.Open(TableFile.Open(DataFile.OnDisk(path), LoadOptions.Default));
        if (!records.Read() || !records.HasColumns(2))
            return null;
        (string id, string label) = (records.Text(0), records.Text(1));
        List<string> ids = [];
        while (records.Read() && ids.Count < MaximumRows)
            ids.Add(records.Text(0));
        return new SampleSubmission(Path.GetFileName(path), id, label, ids);
    }

    [GeneratedRegex(@"^sample[\s_\-.]*submission\.(csv|txt)(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
