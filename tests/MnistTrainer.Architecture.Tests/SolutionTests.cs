using System.Text.Json;

namespace MnistTrainer.Architecture.Tests;

/// <summary>Tests that the solution contains every project, and the filter <c>MnistTrainer.Packages.slnf</c> those of packages.</summary>
public sealed class SolutionTests
{
    [Fact]
    public void The_solution_contains_every_project()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "MnistTrainer.sln")).Replace('\\', '/');
        IEnumerable<string> projects = new[] { "src", "tests", "docs/samples" }.SelectMany(Projects);
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void The_filter_of_packages_contains_every_project_of_src()
    {
        using var filter = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "MnistTrainer.Packages.slnf")));
        IEnumerable<string> projects = filter
            .RootElement.GetProperty("solution")
            .GetProperty("projects")
            .EnumerateArray()
            .Select(project => project.GetString()!.Replace('\\', '/'));
        Assert.Equal(Projects("src").Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Projects(string folder) =>
        Directory
            .EnumerateDirectories(Path.Combine(Repository.Root, folder))
            .SelectMany(project => Directory.EnumerateFiles(project, "*.csproj"))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));
}
