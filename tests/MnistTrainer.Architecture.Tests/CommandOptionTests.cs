using System.Text.RegularExpressions;

namespace MnistTrainer.Architecture.Tests;

/// <summary>
/// Tests that neither messages nor comments of the libraries name an option of the command, such as <c>--epochs</c>: a program that uses a library has none. The
/// command adds it.
/// </summary>
public sealed partial class CommandOptionTests
{
    private const string CommandProject = "MnistTrainer.Cli";

    [Theory]
    [InlineData("\"Choose another with --log.\"", "--log")]
    [InlineData("\"--learning-rate 0.01\"", "--learning-rate")]
    [InlineData("/// <c>mnist train --add</c>", "--add")]
    [InlineData(":root { --dim: gray; } th { color: var(--dim) }", null)]
    [InlineData("for (int row = rows; row-- > 0; ) count--;", null)]
    public void Finds_options_but_no_variables_of_style_sheets(string code, string? expected) =>
        Assert.Equal(expected, CommandOption().Match(code) is { Success: true } match ? match.Value : null);

    [Fact]
    public void Libraries_do_not_name_options_of_the_command()
    {
        string source = Path.Combine(Repository.Root, "src");
        string[] libraries = [.. Directory.EnumerateDirectories(source).Where(project => Path.GetFileName(project) != CommandProject)];
        Assert.NotEmpty(libraries);
        Assert.Empty(libraries.SelectMany(Files).SelectMany(path => Options(path, Path.GetRelativePath(source, path))));
    }

    private static IEnumerable<string> Files(string project) =>
        Directory
            .EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(project, path).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"));

    private static IEnumerable<string> Options(string path, string name) =>
        File.ReadLines(path)
            .SelectMany((line, index) => CommandOption().Matches(line).Select(match => $"{name}:{index + 1}: {match.Value}"));

    // A name followed by a colon, or in var(), is a variable of a style sheet.
    [GeneratedRegex(@"(?<![\w-]|var\()--[a-z][a-z-]*(?![a-z-]|:)")]
    private static partial Regex CommandOption();
}
