namespace MnistTrainer.Benchmarks.Mutation;

/// <summary>A small change to a source file that makes it wrong, which the tests of a project must find.</summary>
/// <param name="Suite">The project whose tests must find it: "MnistTrainer.Data". Nearly always the one that is changed.</param>
/// <param name="File">The path in the repository.</param>
/// <param name="Name">What goes wrong, as a sentence.</param>
/// <param name="Old">Text that the file contains exactly once.</param>
/// <param name="New">What it becomes.</param>
/// <param name="Finders">The test classes to run first, separated by commas.</param>
/// <param name="Excuse">Why no test needs to find it: "tuned: …" or "equivalent: …". Empty for most.</param>
internal sealed record SourceChange(string Suite, string File, string Name, string Old, string New, string Finders, string Excuse)
{
    /// <summary>The folder of the lists in the repository.</summary>
    public const string Folder = "tests/MnistTrainer.Benchmarks/Mutation/Changes";

    /// <summary>The project that is changed: "MnistTrainer.Data".</summary>
    public string Project => File.Split('/')[1];

    /// <summary>
    /// Reads the lists, a file for each suite: a line for each change, of five or six cells, which tabs separate. A path is relative to the
    /// suite's project, or to src if it begins with the name of another. Lines that start with # are headings.
    /// </summary>
    public static IReadOnlyList<SourceChange> ReadAll(string root) =>
        [.. Directory.EnumerateFiles(Path.Combine(root, Folder), "*.tsv").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>The text of the changed file.</summary>
    /// <exception cref="InvalidOperationException">The old text is not there exactly once.</exception>
    public string Apply(string text)
    {
        int count = text.Split(Old).Length - 1;
        return count == 1
            ? text.Replace(Old, New, StringComparison.Ordinal)
            : throw new InvalidOperationException($"{File} contains the old text of \"{Name}\" {count} times, not once.");
    }

    private static IEnumerable<SourceChange> Read(string list)
    {
        string suite = Path.GetFileNameWithoutExtension(list);
        foreach (string line in System.IO.File.ReadLines(list).Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] cells = line.Split('\t');
            yield return new SourceChange(
                suite,
                cells[0].StartsWith("MnistTrainer.", StringComparison.Ordinal) ? $"src/{cells[0]}" : $"src/{suite}/{cells[0]}",
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells.ElementAtOrDefault(5) ?? ""
            );
        }
    }
}
