namespace MnistTrainer.Architecture.Tests;

/// <summary>Links resolve, quoted programs are the tested ones, and translations match their originals.</summary>
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

    // Written in Korean: a test of the command holds its transcript true.
    private static readonly string[] Originals = ["first-steps.ko.md"];

    private static readonly string[] Samples =
    [
        "MLNetRecipes",
        "LightGbmRace",
        "MLNetTraining",
        "RecognitionWebApi",
        "ModelServing",
        "OnnxInMLNet",
    ];

    public static TheoryData<string> Documents => [.. All.Select(document => document.Path)];

    public static TheoryData<string> Translations =>
        [
            .. All.Select(document => document.Path)
                .Where(path => path.EndsWith(".ko.md", StringComparison.Ordinal) && !Originals.Contains(Path.GetFileName(path))),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_resolve_to_existing_files_and_headings(string path)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        foreach (
            string[] link in new Document(path)
                .Links.Where(link => !link.Contains("://", StringComparison.Ordinal))
                .Select(link => link.Split('#'))
        )
        {
            string target = link[0].Length == 0 ? Path.Combine(Repository.Root, path) : Path.GetFullPath(Path.Combine(folder, link[0]));
            Assert.True(Path.Exists(target), $"{path} links to {link[0]}, which does not exist.");
            if (link.Length > 1)
                Assert.Contains(link[1], new Document(target).Anchors);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Nothing_is_left_of_a_merge(string path) =>
        Assert.DoesNotContain(
            File.ReadLines(Path.Combine(Repository.Root, path)),
            line => line.StartsWith("<<<<<<<", StringComparison.Ordinal) || line.StartsWith("|||||||", StringComparison.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Documents))]
    public void Inline_formulas_are_rendered_by_GitHub(string path) =>
        Assert.Empty(new Document(path).Lines.SelectMany(Document.Unrendered));

    [Fact]
    public void The_README_the_mathematics_and_the_training_guide_are_translated_into_Korean() =>
        Assert.Equal(
            ["README.ko.md", "mathematics.ko.md", "training.ko.md"],
            Translations.Select(row => Path.GetFileName(row.Data)).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Translations))]
    public void Translations_have_the_same_headings(string path) =>
        Assert.Equal(
            English(path).Headings.Select(heading => heading.Split(' ')[0]),
            new Document(path).Headings.Select(heading => heading.Split(' ')[0])
        );

    [Theory]
    [MemberData(nameof(Translations))]
    public void Translations_have_the_same_blocks_of_code_and_formulas(string path)
    {
        Assert.NotEmpty(English(path).Blocks);
        Assert.Equal(English(path).Blocks.Select(Document.WithoutWords), new Document(path).Blocks.Select(Document.WithoutWords));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Words_in_formulas_are_translated(string path)
    {
        string[] words = [.. new Document(path).Blocks.SelectMany(Document.Words)];
        Assert.Equal(English(path).Blocks.SelectMany(Document.Words).Count(), words.Length);
        Assert.All(words, word => Assert.DoesNotContain(word, char.IsAsciiLetter));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Translations_have_the_same_links(string path) =>
        Assert.Equal(English(path).Links.Select(Target), new Document(path).Links.Select(Target));

    /// <summary>Word order differs between languages, so figures are compared in any order in a paragraph, but cell by cell in a table row.</summary>
    [Theory]
    [MemberData(nameof(Translations))]
    public void Translations_have_the_same_figures_and_formulas_in_every_line(string path)
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

    /// <summary>The program is built, and run by a test of <c>MnistTrainer.MLNet</c>.</summary>
    [Fact]
    public void The_README_quotes_a_tested_program()
    {
        string program = File.ReadAllText(Path.Combine(Repository.Root, "docs/samples/MLNetTraining/Program.cs"))
            .ReplaceLineEndings("\n")
            .TrimStart('\uFEFF');
        Assert.Contains($"```csharp\n{program}```\n", new Document("README.md").Blocks);
    }

    /// <summary>The example is compiled by a test of the packages.</summary>
    [Fact]
    public void The_README_shows_the_example_of_recipes()
    {
        string[] source = File.ReadAllLines(Path.Combine(Repository.Root, "src/MnistTrainer.Experiments/Recipes/Recipe.cs"));
        string example = string.Concat(
            source.SkipWhile(line => line != "/// <code>").Skip(1).TakeWhile(line => line != "/// </code>").Select(line => line[4..] + "\n")
        );
        Assert.Contains($"```csharp\nusing MnistTrainer.Experiments;\n\n{example}```\n", new Document("README.md").Blocks);
    }

    /// <summary>The recipes are excerpts of programs that tests build and run.</summary>
    [Fact]
    public void Every_recipe_of_the_ML_NET_guide_is_quoted_from_a_tested_program()
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
            Assert.True(programs.Any(program => program.Contains(code, StringComparison.Ordinal)), $"No tested program contains\n{recipe}");
        }
    }

    private static Document English(string path) => new(path.Replace(".ko.md", ".md", StringComparison.Ordinal));

    private static IEnumerable<string> Ordered(string line, IEnumerable<string> figures) =>
        line.StartsWith('|') ? figures : figures.Order(StringComparer.Ordinal);

    // Translations link to translations, whose headings have other names.
    private static string Target(string link) =>
        link.Split('#') is [string file, _] ? Target(file) + "#" : link.Replace(".ko.md", ".md", StringComparison.Ordinal);

    private static string Unindented(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));
}
