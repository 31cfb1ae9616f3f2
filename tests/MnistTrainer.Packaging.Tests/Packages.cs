using System.Diagnostics;
using System.Reflection;

namespace MnistTrainer.Packaging.Tests;

/// <summary>
/// The packages, built once from the sources into a temporary folder, as for a release. The checkout and the packages installed on this machine are not
/// affected.
/// </summary>
public sealed class Packages : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(8);

    public Packages()
    {
        Directory.CreateDirectory(Feed);
        Run(Repository.Root, "dotnet", ["pack", "MnistTrainer.Packages.slnf", "-o", Feed, .. BuildArguments]);

        // Our packages come from the feed only, their dependencies from the configured sources.
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
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Version").Value!;

    /// <summary>The temporary folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mnist-packages-").FullName;

    /// <summary>
    /// How the sources are built: as for a release, but without the checks of style and format, which the build of the tests has made.
    /// </summary>
    public string[] BuildArguments =>
        ["-c", "Release", "--artifacts-path", Build, "--nologo", "-v", "quiet", "-p:RunAnalyzers=false", "-p:CSharpier_Bypass=true"];

    /// <summary>The folder of the packages.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>The folder of the build.</summary>
    public string Build => Path.Combine(Folder, "build");

    private string Configuration => Path.Combine(Folder, "nuget.config");

    /// <summary>Runs a program, asserts that it succeeds, and returns its output.</summary>
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

        // Packages are extracted into a folder of this run, because the global folder may contain the same version from an earlier run. Dependencies come from the global folder.
        start.Environment["NUGET_FALLBACK_PACKAGES"] =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Folder, "packages");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not exit within {Timeout}.");
        }

        string text = output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}:\n{text}");
        return text;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
