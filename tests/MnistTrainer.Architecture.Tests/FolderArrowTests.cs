using System.Text.RegularExpressions;

namespace MnistTrainer.Architecture.Tests;

/// <summary>
/// The folders of a project depend on each other in one direction. Dependencies are read from the sources: a file depends on a folder if it
/// contains the name of a type that is declared there. A member that has the name of a type counts, too.
/// </summary>
public sealed partial class FolderArrowTests
{
    private const string Root = ".";

    /// <summary>For each project, the folders that are not checked.</summary>
    private static readonly Dictionary<string, string[]> Unchecked = new()
    {
        // Text formats are read as tables, and the reader of tables chooses among them.
        ["MnistTrainer.Data"] = ["Text"],
        // The root is the entry point. Options determine outputs, and a resumed training reads its options from one.
        ["MnistTrainer.Cli"] = [Root, "CommandLine"],
        // All experiments report to the listener, which observes trainings. A recipe trains itself, and an experiment has a recipe.
        ["MnistTrainer.Experiments"] = [Root, "Recipes"],
        // The root contains the entry points, which use all folders, and types that all folders share.
        ["MnistTrainer.Export"] = [Root],
        ["MnistTrainer.Distributed"] = [],
        ["MnistTrainer.Workers"] = [],
        ["MnistTrainer.Imaging"] = [Root],
        ["MnistTrainer.Recognition"] = [],
        ["MnistTrainer.Recognition.Images"] = [Root],
        // Tasks and columns refer to each other: a task chooses its columns, and a column is validated for a task.
        ["MnistTrainer.MLNet"] = [Root, "Tasks"],
        // The API's answers contain training events, and the training feed produces answers.
        ["MnistTrainer.Web"] = [Root, "Api"],
        // A layer has an exact counterpart and becomes part of a network, samples have training targets, and training uses all of them.
        ["MnistTrainer.NeuralNetwork"] = [Root, "Exact", "Networks", "Training"],
    };

    public static TheoryData<string> Projects => [.. Unchecked.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_depend_on_each_other_in_one_direction(string project)
    {
        SourceFile[] files = [.. Read(project).Where(file => !Unchecked[project].Contains(file.Folder))];
        ILookup<string, string> folders = files
            .SelectMany(file => file.Declared.Select(type => (Type: type, file.Folder)))
            .ToLookup(pair => pair.Type, pair => pair.Folder);
        Arrow[] arrows =
        [
            .. files.SelectMany(file =>
                file.Mentioned.Where(type => !folders[type].Contains(file.Folder))
                    .SelectMany(type => folders[type].Distinct().Select(to => new Arrow(file.Folder, to, $"{file.Name} uses {type}")))
            ),
        ];
        Assert.NotEmpty(files);
        Assert.Empty(InCycles(arrows));
    }

    /// <summary>Repeatedly removes the folders that depend on no other or that no other depends on; what remains lies on or between cycles.</summary>
    private static Arrow[] InCycles(Arrow[] arrows)
    {
        Arrow[] rest = Array.FindAll(
            arrows,
            arrow => arrows.Any(other => other.To == arrow.From) && arrows.Any(other => other.From == arrow.To)
        );
        return rest.Length == arrows.Length ? rest : InCycles(rest);
    }

    private static IEnumerable<SourceFile> Read(string project)
    {
        string folder = Path.Combine(Repository.Root, "src", project);
        foreach (string path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(folder, Path.GetDirectoryName(path)!);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is "obj" or "bin")
                continue;
            string code = CommentOrText().Replace(File.ReadAllText(path), " ");
            yield return new SourceFile(
                relative.Replace(Path.DirectorySeparatorChar, '/'),
                Path.GetFileName(path),
                [.. Declaration().Matches(code).Select(match => match.Groups[1].Value)],
                [.. Name().Matches(code).Select(match => match.Value)]
            );
        }
    }

    private sealed record SourceFile(string Folder, string Name, HashSet<string> Declared, HashSet<string> Mentioned);

    private sealed record Arrow(string From, string To, string Reason);

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\"{3}.*?\"{3}|"(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])+'""", RegexOptions.Singleline)]
    private static partial Regex CommentOrText();

    // Types that are not nested stand at the start of a line.
    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|interface|enum|record|delegate [\w<>]+) ([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // Members that are accessed by a dot are not types.
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Name();
}
