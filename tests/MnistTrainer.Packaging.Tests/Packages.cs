using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;

namespace MnistTrainer.Packaging.Tests;

/// <summary>
/// The packages, built once from the sources into a temporary folder, as for a release. The checkout and the packages installed on this machine are not
/// affected.
/// </summary>
public sealed class Packages : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            PROPERTIES
          </PropertyGroup>
          <ItemGroup>
            REFERENCES
          </ItemGroup>
        </Project>
        """;

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
    public string[] BuildArguments => BuildArgumentsTo(Build);

    /// <summary>The same for another folder.</summary>
    public static string[] BuildArgumentsTo(string folder) =>
        ["-c", "Release", "--artifacts-path", folder, "--nologo", "-v", "quiet", "-p:RunAnalyzers=false", "-p:CSharpier_Bypass=true"];

    /// <summary>The folder of the packages.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>The folder of the build.</summary>
    public string Build => Path.Combine(Folder, "build");

    /// <summary>The NuGet configuration for the projects in <see cref="Folder"/>: our packages come from the feed.</summary>
    public string Configuration => Path.Combine(Folder, "nuget.config");

    /// <summary>The entry of a package: <c>MnistTrainer.nuspec</c>, <c>README.md</c>.</summary>
    public string Read(string package, string entry)
    {
        using ZipArchive file = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
        using StreamReader reader = new(Assert.IsType<ZipArchiveEntry>(file.GetEntry(entry)).Open());
        return reader.ReadToEnd();
    }

    /// <summary>Creates a console project outside the repository that installs packages of <see cref="Version"/>.</summary>
    /// <param name="name">The name of the project and, in the temporary folder, of its folder.</param>
    /// <param name="packages">The package, or several, separated by spaces.</param>
    /// <param name="properties">More MSBuild properties.</param>
    /// <param name="program">The program.</param>
    /// <param name="version">Another version.</param>
    /// <returns>The folder.</returns>
    public string NewProject(string name, string packages, string properties, string program, string? version = null)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        string references = string.Concat(
            packages.Split(' ').Select(package => $"<PackageReference Include=\"{package}\" Version=\"{version ?? Version}\" />")
        );
        string project = Project
            .Replace("PROPERTIES", properties, StringComparison.Ordinal)
            .Replace("REFERENCES", references, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, $"{Path.GetFileName(name)}.csproj"), project);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return folder;
    }

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
