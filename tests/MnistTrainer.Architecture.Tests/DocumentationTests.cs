namespace MnistTrainer.Architecture.Tests;

/// <summary>What the documents show and point to is there, and each says the same in both languages.</summary>
public sealed class DocumentationTests
{
    private static readonly Document[] All =
    [
        .. Directory
            .EnumerateFiles(Repository.Root, "*.md")
            .Concat(
                new[] { "docs", "datasets", "models" }.SelectMany(folder =>
                    Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)
                )
            )
            .Select(path => new Document(Path.GetRelativePath(Repository.Root, path))),
    ];

    private static readonly string[] Samples = ["MLNetRecipes", "LightGbmRace", "MLNetTraining", "RecognitionWebApi", "OnnxInMLNet"];

    public static TheoryData<string> Documents => [.. All.Select(document => document.Path)];

    public static TheoryData<string> Translations =>
        [.. All.Select(document => document.Path).Where(path => path.EndsWith(".ko.md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it(string path)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        foreach (
            string[] link in new Document(path)
                .Links.Where(link => !link.Contains("://", StringComparison.Ordinal))
                .Select(link => link.Split('#'))
        )
        {
            string target = link[0].Length == 0 ? Path.Combine(Repository.Root, path) : Path.GetFullPath(Path.Combine(folder, link[0]));
            Assert.True(Path.Exists(target), $"{path} links to {link[0]}, which is not there.");
            if (link.Length > 1)
                Assert.Contains(link[1], new Document(target).Anchors);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Formulas_are_written_as_they_are_rendered(string path) =>
        Assert.Empty(new Document(path).Lines.SelectMany(Document.Unrendered));

    [Fact]
    public void The_README_and_the_mathematics_are_there_in_Korean() =>
        Assert.Equal(
            ["README.ko.md", "mathematics.ko.md"],
            Translations.Select(row => Path.GetFileName(row.Data)).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Translations))]
    public void Both_languages_have_the_same_headings(string path) =>
        Assert.Equal(
            English(path).Headings.Select(heading => heading.Split(' ')[0]),
            new Document(path).Headings.Select(heading => heading.Split(' ')[0])
        );

    [Theory]
    [MemberData(nameof(Translations))]
    public void Both_languages_have_the_same_blocks_of_code_and_formulas(string path)
    {
        Assert.NotEmpty(English(path).Blocks);
        Assert.Equal(English(path).Blocks, new Document(path).Blocks);
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Both_languages_have_the_same_links(string path) =>
        Assert.Equal(English(path).Links.Select(Target), new Document(path).Links.Select(Target));

    /// <summary>Words come in another order in another language, so what a paragraph quotes may too; a row of a table has its cells where they were.</summary>
    [Theory]
    [MemberData(nameof(Translations))]
    public void Both_languages_have_the_same_figures_and_formulas_in_every_line(string path)
    {
        IReadOnlyList<string> english = English(path).Lines,
            translated = new Document(path).Lines;
        Assert.Equal(english.Count, translated.Count);
        for (int i = 0; i < english.Count; i++)
        {
            Assert.Equal(Ordered(english[i], Document.Figures(english[i])), Ordered(translated[i], Document.Figures(translated[i])));
            Assert.Equal(
                Document.Formulas(english[i]).Order(StringComparer.Ordinal),
                Document.Formulas(translated[i]).Order(StringComparer.Ordinal)
            );
        }
    }

    /// <summary>The program that is shown is built, and run by a test of ML.NET's.</summary>
    [Fact]
    public void The_README_shows_the_program_that_is_tested()
    {
        string program = File.ReadAllText(Path.Combine(Repository.Root, "docs/samples/MLNetTraining/Program.cs"))
            .ReplaceLineEndings("\n")
            .TrimStart('\uFEFF');
        Assert.Contains($"```csharp\n{program}```\n", new Document("README.md").Blocks);
    }

    /// <summary>The recipes are parts of programs that tests build and run.</summary>
    [Fact]
    public void Every_recipe_of_the_ML_NET_guide_stands_in_a_program_that_is_tested()
    {
        string[] programs =
        [
            .. Samples
                .SelectMany(name => Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs/samples", name), "*.cs"))
                .Select(path => Unindented(File.ReadAllText(path))),
        ];
        string[] recipes =
        [
            .. new Document("docs/mlnet.md").Blocks.Where(block => block.StartsWith("```csharp\n", StringComparison.Ordinal)),
        ];
        Assert.True(recipes.Length >= 10, $"{recipes.Length}");
        foreach (string recipe in recipes)
        {
            string code = Unindented(recipe["```csharp\n".Length..^"```\n".Length]);
            Assert.True(programs.Any(program => program.Contains(code, StringComparison.Ordinal)), $"No program has\n{recipe}");
        }
    }

    private static Document English(string path) => new(path.Replace(".ko.md", ".md", StringComparison.Ordinal));

    private static IEnumerable<string> Ordered(string line, IEnumerable<string> figures) =>
        line.StartsWith('|') ? figures : figures.Order(StringComparer.Ordinal);

    // Translations link to each other where the originals do, and their headings have other names.
    private static string Target(string link) =>
        link.Split('#') is [string file, _] ? Target(file) + "#" : link.Replace(".ko.md", ".md", StringComparison.Ordinal);

    private static string Unindented(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));
}
