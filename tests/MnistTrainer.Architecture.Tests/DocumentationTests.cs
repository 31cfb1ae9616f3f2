using System.Text.RegularExpressions;

namespace MnistTrainer.Architecture.Tests;

/// <summary>What the documents show and point to is there, and the two READMEs say the same.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string English = Read("README.md");
    private static readonly string Korean = Read("README.ko.md");

    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(new[] { "docs", "datasets", "models" }.SelectMany(
                folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(path => Path.GetRelativePath(Repository.Root, path)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_leads_to_one(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        IEnumerable<string> files = Links(Read(document)).Where(link => !link.Contains("://", StringComparison.Ordinal)).Select(link => link.Split('#')[0]);
        Assert.DoesNotContain(files, file => !Path.Exists(Path.Combine(folder, file)));
    }

    [Fact]
    public void Both_READMEs_have_the_same_sections() =>
        Assert.Equal(Heading().Matches(English).Select(match => match.Groups[1].Length), Heading().Matches(Korean).Select(match => match.Groups[1].Length));

    [Fact]
    public void Both_READMEs_have_the_same_blocks_of_code()
    {
        Assert.NotEmpty(Block().Matches(English));
        Assert.Equal(Block().Matches(English).Select(match => match.Value), Block().Matches(Korean).Select(match => match.Value));
    }

    [Fact]
    public void Both_READMEs_have_the_same_links() =>
        Assert.Equal(Links(English).Select(Language), Links(Korean).Select(Language));

    [Fact]
    public void Both_READMEs_have_the_same_figures() =>
        Assert.Equal(Figure().Matches(English).Select(match => match.Value), Figure().Matches(Korean).Select(match => match.Value));

    /// <summary>The program that is shown is built, and run by a test of ML.NET's.</summary>
    [Fact]
    public void The_README_shows_the_program_that_is_tested() =>
        Assert.Contains($"```csharp\n{Read("tests/MnistTrainer.MLNet.TrainProgram/Program.cs")}```\n", English, StringComparison.Ordinal);

    private static IEnumerable<string> Links(string text) => Link().Matches(text).Select(match => match.Groups[1].Value);

    // Each README links to the other.
    private static string Language(string link) => link is "README.md" or "README.ko.md" ? "the other language" : link;

    private static string Read(string document) =>
        File.ReadAllText(Path.Combine(Repository.Root, document)).ReplaceLineEndings("\n").TrimStart('\uFEFF');

    [GeneratedRegex(@"(?m)^(#+) ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?ms)^```\w+\n.*?^```\n")]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\d[\d.,]* %")]
    private static partial Regex Figure();
}
