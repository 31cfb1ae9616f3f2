using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MnistTrainer.Architecture.Tests;

/// <summary>The only arrows that projects may have between them and to packages, read from the built assemblies (docs/architecture.md).</summary>
public sealed class ProjectArrowTests
{
    /// <summary>Each assembly, and all that it may refer to beside the framework. ML.NET's assemblies count as one.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["MnistTrainer.NeuralNetwork"] = [],
        ["MnistTrainer.Imaging"] = ["SkiaSharp"],
        ["MnistTrainer.Recognition"] = ["MnistTrainer.NeuralNetwork", "MnistTrainer.Imaging"],
        ["MnistTrainer.Data"] = ["MnistTrainer.NeuralNetwork", "MnistTrainer.Imaging", "CsvHelper"],
        ["MnistTrainer.Export"] = ["MnistTrainer.NeuralNetwork"],
        ["MnistTrainer.MLNet"] = ["MnistTrainer.NeuralNetwork", "Microsoft.ML"],
        ["MnistTrainer.Web"] =
        [
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Imaging",
            "MnistTrainer.Recognition",
            "Microsoft.AspNetCore.OpenApi",
        ],
        ["MnistTrainer.Experiments"] =
        [
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Imaging",
            "MnistTrainer.Recognition",
            "MnistTrainer.Data",
            "MnistTrainer.MLNet",
            "MnistTrainer.Export",
            "Microsoft.ML",
        ],
        ["mnist"] =
        [
            "MnistTrainer.Experiments",
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Imaging",
            "MnistTrainer.Recognition",
            "MnistTrainer.Data",
            "MnistTrainer.MLNet",
            "MnistTrainer.Export",
            "MnistTrainer.Web",
            "Microsoft.ML",
            "System.CommandLine",
            "Spectre.Console",
        ],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_refers_to_nothing_but_what_is_allowed(string assembly) =>
        Assert.Empty(References(assembly).Where(reference => !IsFramework(reference)).Select(Family).Distinct().Except(Allowed[assembly]));

    [Fact]
    public void Every_project_has_its_arrows_here()
    {
        IEnumerable<string> projects = Directory
            .GetDirectories(Path.Combine(Repository.Root, "src"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj"))
            .Select(project =>
                Path.GetFileNameWithoutExtension(project) is "MnistTrainer.Cli" ? "mnist" : Path.GetFileNameWithoutExtension(project)
            );
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_file_alone_knows_the_image_package()
    {
        IEnumerable<string> files = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("SkiaSharp", StringComparison.Ordinal));
        Assert.Equal(["ImageCodec.cs"], files.Select(Path.GetFileName));
    }

    // Our own assemblies and packages lie beside the tests; what does not is the framework's.
    private static bool IsFramework(string reference) => !File.Exists(PathOf(reference));

    private static string Family(string reference) =>
        reference.StartsWith("Microsoft.ML.", StringComparison.Ordinal) ? "Microsoft.ML"
        : reference == "Microsoft.OpenApi" ? "Microsoft.AspNetCore.OpenApi"
        : reference.StartsWith("Spectre.Console.", StringComparison.Ordinal) ? "Spectre.Console"
        : reference;

    private static IEnumerable<string> References(string assembly)
    {
        using PEReader file = new(File.OpenRead(PathOf(assembly)));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll");
}
