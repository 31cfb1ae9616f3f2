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

    /// <summary>Finds and reads the sample beside a source: in its folder, in the archive that it is, or beside it.</summary>
    /// <param name="source">The source, as it was specified.</param>
    /// <returns>The sample; null if there is none with a header and two columns.</returns>
    /// <exception cref="MnistTrainer.NeuralNetwork.InvalidInputException">The file cannot be read.</exception>
    public static SampleSubmission? Find(string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        if (Directory.Exists(source))
            return Find(DataFolder.OnDisk(source).Files);
        // A pipe has no length, and nothing beside it.
        if (File.Exists(source) && new FileInfo(source).Length > 0 && SourceFile.OpenArchive(DataFile.OnDisk(source)) is { } archive)
        {
            if (Find(FolderTree.List(archive, CancellationToken.None).Select(one => one.File)) is { } packed)
                return packed;
        }

        string? folder = Path.GetDirectoryName(Path.GetFullPath(source));
        return folder is not null && Directory.Exists(folder) ? Find(DataFolder.OnDisk(folder).Files) : null;
    }

    private static SampleSubmission? Find(IEnumerable<DataFile> files)
    {
        DataFile? file = files.Where(file => Name().IsMatch(file.Name)).OrderBy(file => file.Path, StringComparer.Ordinal).FirstOrDefault();
        if (file is null)
            return null;
        using CsvRecords records = CsvRecords.Open(TableFile.Open(file, LoadOptions.Default));
        if (!records.Read() || !records.HasColumns(2))
            return null;
        (string id, string label) = (records.Text(0), records.Text(1));
        List<string> ids = [];
        while (records.Read() && ids.Count < MaximumRows)
            ids.Add(records.Text(0));
        return new SampleSubmission(file.Name, id, label, ids);
    }

    [GeneratedRegex(@"^sample[\s_\-.]*submission\.(csv|txt)(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
