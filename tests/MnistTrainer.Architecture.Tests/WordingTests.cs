namespace MnistTrainer.Architecture.Tests;

/// <summary>
/// Tests that code, comments and documents use the terms of the field rather than those listed in <c>Wording/words.tsv</c>.
/// </summary>
public sealed class WordingTests
{
    private static readonly string[] Roots = ["src", "tests", "docs", "README.md", "README.ko.md", "CONTRIBUTING.md", "CHANGELOG.md"];

    private static readonly string[] Extensions = [".cs", ".md", ".js", ".html", ".css", ".csproj", ".props", ".tsv"];

    private static readonly string[] BuildFolders = ["bin", "obj", "artifacts"];

    [Fact]
    public void Texts_use_the_terms_of_the_field()
    {
        WordingRules rules = new();
        string[] violations =
        [
            .. Files().SelectMany(path => rules.Violations(path, File.ReadAllText(Path.Combine(Repository.Root, path)))),
        ];
        Assert.True(violations.Length == 0, $"{violations.Length} violations:\n{string.Join('\n', violations)}");
        string[] unused = [.. rules.UnusedExceptions];
        Assert.True(
            unused.Length == 0,
            $"Remove these lines, which match nothing, from {WordingRules.Folder}exceptions.tsv:\n{string.Join('\n', unused)}"
        );
    }

    private static IEnumerable<string> Files() =>
        Roots
            .Select(root => Path.Combine(Repository.Root, root))
            .SelectMany(root =>
                File.Exists(root) ? [root]
                : Directory.Exists(root) ? FilesOf(root)
                : Enumerable.Empty<string>()
            )
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith(WordingRules.Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    // Build folders hold copies, and thousands of files that need not be listed.
    private static IEnumerable<string> FilesOf(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(
                Directory.EnumerateDirectories(folder).Where(child => !BuildFolders.Contains(Path.GetFileName(child))).SelectMany(FilesOf)
            );
}
