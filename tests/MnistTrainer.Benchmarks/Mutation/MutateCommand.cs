using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace MnistTrainer.Benchmarks.Mutation;

/// <summary>
/// Makes small hostile changes to the sources, one at a time, and runs the tests on each:
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- mutate [--finders] [TEXT...]</c>. With texts, only the changes whose file
/// or name contains one of them. With <c>--finders</c>, only the tests that are listed with a change are run on it, not all tests of its project
/// if those pass. Works on a copy in a temporary folder.
/// </summary>
internal static class MutateCommand
{
    private const string FindersOnly = "--finders";

    /// <returns>0 if the tests found every change that has no excuse, else 1.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        bool findersOnly = arguments.Contains(FindersOnly);
        string[] texts = [.. arguments.Where(argument => argument != FindersOnly)];
        string root = typeof(MutateCommand)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(one => one.Key == "RepositoryRoot")
            .Value!;
        SourceChange[] changes =
        [
            .. SourceChange.ReadAll(root).Where(change => texts.Length == 0 || texts.Any($"{change.File} {change.Name}".Contains)),
        ];
        using SourceCopy copy = SourceCopy.Of(root);
        long start = Stopwatch.GetTimestamp();
        List<string> rows = [];
        int survivors = 0;
        foreach (IGrouping<string, SourceChange> suite in changes.GroupBy(change => change.Suite))
        {
            ILookup<bool, SourceChange> found = new SuiteTrial(copy, suite.Key).FindAll([.. suite], findersOnly);
            int excused = found[false].Count(change => change.Excuse.Length > 0),
                survived = found[false].Count() - excused,
                counted = found[true].Count() + survived;
            survivors += survived;
            rows.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {suite.Key} | {suite.Count()} | {excused} | {found[true].Count()} | {survived} | {100.0 * found[true].Count() / Math.Max(1, counted):F1} % |"
                )
            );
        }

        Console.WriteLine("\n| tests of | changes | excused | found | survived | score |\n|---|--:|--:|--:|--:|--:|");
        rows.ForEach(Console.WriteLine);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Stopwatch.GetElapsedTime(start).TotalMinutes:F0} min"));
        return survivors > 0 ? 1 : 0;
    }
}
