using System.Text.Json;

namespace MnistTrainer.Benchmarks.Mutation;

/// <summary>The C# compiler with the arguments of a project. Without a build around it, a change takes a second.</summary>
internal sealed class Compiler
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // Other outputs are not needed, and a change may cause warnings.
    private static readonly string[] LeftOut = ["/noconfig", "/out", "/refout", "/doc", "/warnaserror"];

    private readonly string _folder;
    private readonly Command _command;

    private Compiler(string folder, Command command) => (_folder, _command) = (folder, command);

    /// <param name="calls">The property RoslynTargetsPath and the items CscCommandLineArgs of a build, as MSBuild prints them.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="output">The file to make.</param>
    public static Compiler Of(string calls, string folder, string output)
    {
        using JsonDocument document = JsonDocument.Parse(calls);
        string tools = document.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!;
        string[] arguments =
        [
            .. document
                .RootElement.GetProperty("Items")
                .GetProperty("CscCommandLineArgs")
                .EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!)
                .Where(argument => !Array.Exists(LeftOut, start => argument.StartsWith(start, StringComparison.Ordinal))),
            $"/out:{output}",
        ];
        string list = Path.Combine(folder, "obj", "mutate.rsp");
        File.WriteAllLines(list, arguments);
        return new Compiler(
            folder,
            new Command("dotnet", "exec", Path.Combine(tools, "bincore", "csc.dll"), "/noconfig", "/shared", $"@{list}")
        );
    }

    /// <exception cref="InvalidOperationException">The sources do not compile.</exception>
    public void Run()
    {
        (int? code, string output) = _command.Run(_folder, Longest);
        if (code != 0)
            throw new InvalidOperationException($"{_folder} does not compile:\n{output}");
    }
}
