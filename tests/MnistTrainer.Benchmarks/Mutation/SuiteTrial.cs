using System.Globalization;

namespace MnistTrainer.Benchmarks.Mutation;

/// <summary>Changes, each compiled and tested by the tests of one project.</summary>
internal sealed class SuiteTrial
{
    private static readonly TimeSpan LongestTests = TimeSpan.FromMinutes(30);

    private readonly SourceCopy _copy;
    private readonly string _suite;
    private readonly Dictionary<string, Compiler> _compilers = [];
    private readonly Lazy<TimeSpan> _limit;
    private string? _changed;

    public SuiteTrial(SourceCopy copy, string suite)
    {
        _copy = copy;
        _suite = suite;
        copy.BuildTests(suite);
        // A change may make the program wait forever; other work on the machine may make it slower.
        _limit = new Lazy<TimeSpan>(() => (3 * Measure([])) + TimeSpan.FromMinutes(1));
    }

    /// <returns>The changes, by whether the tests found them.</returns>
    public ILookup<bool, SourceChange> FindAll(IReadOnlyList<SourceChange> changes, bool findersOnly)
    {
        Measure([.. changes.SelectMany(FindersOf).Distinct()]);
        return changes.ToLookup(change => Finds(change, findersOnly));
    }

    // Tests that fail without a change would find everything.
    private TimeSpan Measure(IReadOnlyList<string> classes)
    {
        (bool passed, TimeSpan duration, string output) = _copy.Test(_suite, classes, LongestTests);
        return passed ? duration : throw new InvalidOperationException($"The tests of {_suite} fail without a change:\n{output}");
    }

    private bool Finds(SourceChange change, bool findersOnly)
    {
        TimeSpan limit = findersOnly ? TimeSpan.FromMinutes(3) : _limit.Value;
        Compile(change);
        string[] finders = FindersOf(change);
        (bool passed, TimeSpan duration, _) = _copy.Test(_suite, finders, limit);
        if (passed && change.Excuse.Length == 0 && !findersOnly)
            (passed, duration, _) = _copy.Test(_suite, [], limit);
        string verdict =
            !passed ? "found"
            : change.Excuse.Length > 0 ? change.Excuse
            : "SURVIVED";
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{verdict}: {change.Name} ({change.File}, {duration.TotalSeconds:F0} s)")
        );
        return !passed;
    }

    private void Compile(SourceChange change)
    {
        if (_changed is not null && _changed != change.Project)
            CompilerOf(_changed).Run();
        string path = Path.Combine(_copy.Root, change.File),
            text = File.ReadAllText(path);
        try
        {
            File.WriteAllText(path, change.Apply(text));
            _changed = change.Project;
            CompilerOf(change.Project).Run();
        }
        finally
        {
            File.WriteAllText(path, text);
        }
    }

    private Compiler CompilerOf(string project)
    {
        if (!_compilers.TryGetValue(project, out Compiler? compiler))
            _compilers[project] = compiler = _copy.CompilerOf(project, _suite);
        return compiler;
    }

    private static string[] FindersOf(SourceChange change) => change.Finders.Split(',');
}
