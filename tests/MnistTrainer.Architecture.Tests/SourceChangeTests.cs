using MnistTrainer.Benchmarks.Mutation;

namespace MnistTrainer;

/// <summary>The lists of the command <c>mutate</c> fit the sources, so that they do not rot.</summary>
public sealed class SourceChangeTests
{
    private static readonly IReadOnlyList<SourceChange> Changes = SourceChange.ReadAll(Repository.Root);

    [Fact]
    public void Each_change_applies_to_the_sources_as_they_are() =>
        Assert.All(
            Changes,
            change =>
            {
                string text = File.ReadAllText(Path.Combine(Repository.Root, change.File));
                Assert.NotEqual(text, change.Apply(text));
            }
        );

    [Fact]
    public void Each_change_names_tests_of_its_suite()
    {
        ILookup<string, string> classes = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(
                path => Path.GetRelativePath(Repository.Root, path).Split(Path.DirectorySeparatorChar)[1],
                Path.GetFileNameWithoutExtension
            )!;
        Assert.All(Changes, change => Assert.Empty(change.Finders.Split(',').Except(classes[$"{change.Suite}.Tests"])));
    }

    [Fact]
    public void Each_change_has_a_name_of_its_own_and_a_reason_for_its_excuse()
    {
        Assert.Equal(Changes.Count, Changes.DistinctBy(change => change.Name).Count());
        Assert.All(
            Changes.Where(change => change.Excuse.Length > 0),
            change => Assert.Matches("^(tuned|equivalent): .{20,}$", change.Excuse)
        );
    }
}
