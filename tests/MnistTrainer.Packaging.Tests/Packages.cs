using System.Diagnostics;
using System.Reflection;

namespace MnistTrainer.Packaging.Tests;

/// <summary>
/// The packages, made once from the sources into a folder of their own, as a release makes them. Nothing of it touches the checkout or what is
/// installed on this machine.
/// </summary>
public sealed class Packages : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public Packages()
    {
        Directory.CreateDirectory(Feed);
        Run(
            Repository.Root,
            "dotnet",
            "pack",
            "MnistTrainer.sln",
            "-c",
            "Release",
            "--artifacts-path",
            Build,
            "-o",
            Feed,
            "--nologo",
            "-v",
            "quiet"
        );

        // Ours come from that folder alone; what they depend on, from where this machine gets its packages.
        Run(Folder, "dotnet", "new", "nugetconfig", "--force");
        Run(Folder, "dotnet", "nuget", "add", "source", Feed, "--name", "feed", "--configfile", Configuration);
        string configuration = File.ReadAllText(Configuration);
        const string mapping = """
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="MnistTrainer*" /></packageSource>
                <packageSource key="nuget"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """;
        File.WriteAllText(Configuration, configuration.Replace("</configuration>", mapping, StringComparison.Ordinal));
    }

    public static string Version { get; } =
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Version").Value!;

    /// <summary>Where everything lies.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mnist-packages-").FullName;

    /// <summary>Where the packages lie.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>Where they were built.</summary>
    public string Build => Path.Combine(Folder, "build");

    private string Configuration => Path.Combine(Folder, "nuget.config");

    /// <summary>Runs a program to its end, which must be a good one.</summary>
    public string Run(string folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        // Packages are unpacked into a folder of this run: one of the same version from an earlier run must not be taken for ours. What others made is taken from where it already is.
        start.Environment["NUGET_FALLBACK_PACKAGES"] =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Folder, "packages");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Patience}.");
        }

        string said = output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said}");
        return said;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
