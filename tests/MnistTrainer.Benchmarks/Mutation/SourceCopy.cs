using System.Diagnostics;

namespace MnistTrainer.Benchmarks.Mutation;

/// <summary>A copy of the repository in a temporary folder, whose sources may be changed, built and tested.</summary>
internal sealed class SourceCopy : IDisposable
{
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(20);

    private SourceCopy(string root) => Root = root;

    public string Root { get; }

    /// <summary>Copies all files that Git tracks or would add.</summary>
    public static SourceCopy Of(string repository)
    {
        SourceCopy copy = new(Directory.CreateTempSubdirectory("mnist-mutate-").FullName);
        Command git = new("git", "-C", repository, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        foreach (string file in git.Run(repository, LongestBuild).Output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            string from = Path.Combine(repository, file),
                to = Path.Combine(copy.Root, file);
            if (!File.Exists(from))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }

        return copy;
    }

    /// <summary>Builds the tests of a project and everything that they need.</summary>
    public void BuildTests(string suite) => DotNet("build", $"tests/{suite}.Tests", "--verbosity", "quiet");

    /// <summary>The compiler, called as the build of a project calls it, but for the place of what it makes: where the tests load it.</summary>
    public Compiler CompilerOf(string project, string suite)
    {
        // With its result there, the build would not call it.
        File.Delete(Path.Combine(Root, "src", project, "obj", "Release", "net10.0", $"{project}.dll"));
        string calls = DotNet(
            "build",
            $"src/{project}",
            "--no-dependencies",
            "--no-restore",
            "-target:Compile",
            "-p:ProvideCommandLineArgs=true",
            "-p:SkipCompilerExecution=true",
            "-getProperty:RoslynTargetsPath",
            "-getItem:CscCommandLineArgs"
        );
        return Compiler.Of(calls, Path.Combine(Root, "src", project), Path.Combine(TestFolder(suite), $"{project}.dll"));
    }

    /// <summary>Runs tests of a project until one fails.</summary>
    /// <param name="suite">The project.</param>
    /// <param name="classes">The classes of tests to run; all if empty.</param>
    /// <param name="limit">The time after which tests count as failed.</param>
    /// <returns>Whether all passed in time, how long it took, and what was printed.</returns>
    public (bool Passed, TimeSpan Duration, string Output) Test(string suite, IEnumerable<string> classes, TimeSpan limit)
    {
        long started = Stopwatch.GetTimestamp();
        string[] filter = [.. classes.SelectMany(name => (string[])["-class", $"*.{name}"])];
        string tests = Path.Combine(TestFolder(suite), $"{suite}.Tests.dll");
        (int? code, string output) = new Command("dotnet", ["exec", tests, "-stopOnFail", "-noLogo", "-noColor", .. filter]).Run(
            Root,
            limit
        );
        return (code == 0, Stopwatch.GetElapsedTime(started), output);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string TestFolder(string suite) => Path.Combine(Root, "tests", $"{suite}.Tests", "bin", "Release", "net10.0");

    private string DotNet(params string[] arguments)
    {
        string[] all = [.. arguments, "--nologo", "-p:Configuration=Release", "-p:RunAnalyzers=false", "-p:CSharpier_Bypass=true"];
        (int? code, string output) = new Command("dotnet", all).Run(Root, LongestBuild);
        return code == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', all)} failed:\n{output}");
    }
}
