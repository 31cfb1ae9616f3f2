namespace MnistTrainer.Architecture.Tests;

/// <summary>
/// Tests the references between projects and to packages against docs/architecture.md, as read from the built assemblies.
/// </summary>
public sealed class ProjectArrowTests
{
    /// <summary>The references that each assembly may have besides the framework. ML.NET's assemblies count as one.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["MnistTrainer.NeuralNetwork"] = [],
        ["MnistTrainer.Imaging"] = ["SixLabors.ImageSharp", "System.IO.Hashing"],
        ["MnistTrainer.Recognition"] = ["MnistTrainer.NeuralNetwork"],
        ["MnistTrainer.Recognition.Images"] = ["MnistTrainer.NeuralNetwork", "MnistTrainer.Imaging", "MnistTrainer.Recognition"],
        ["MnistTrainer.Data"] =
        [
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Imaging",
            "ADRaffy.ENSNormalize",
            "CsvHelper",
            "Parquet",
            "System.IO.Hashing",
        ],
        ["MnistTrainer.Export"] = ["MnistTrainer.NeuralNetwork"],
        ["MnistTrainer.Distributed"] = ["MnistTrainer.NeuralNetwork"],
        ["MnistTrainer.MLNet"] = ["MnistTrainer.NeuralNetwork", "Microsoft.ML"],
        ["MnistTrainer.Web"] =
        [
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Imaging",
            "MnistTrainer.Recognition",
            "MnistTrainer.Recognition.Images",
            "AWSSDK",
            "Microsoft.AspNetCore.OpenApi",
        ],
        ["MnistTrainer.Experiments"] =
        [
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Imaging",
            "MnistTrainer.Recognition",
            "MnistTrainer.Recognition.Images",
            "MnistTrainer.Data",
            "MnistTrainer.MLNet",
            "MnistTrainer.Export",
            "Microsoft.ML",
        ],
        ["MnistTrainer.Workers"] = ["MnistTrainer.NeuralNetwork", "MnistTrainer.Experiments", "Orleans", "StackExchange.Redis"],
        ["mnist"] =
        [
            "MnistTrainer.Experiments",
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Imaging",
            "MnistTrainer.Recognition",
            "MnistTrainer.Recognition.Images",
            "MnistTrainer.Data",
            "MnistTrainer.MLNet",
            "MnistTrainer.Export",
            "MnistTrainer.Web",
            "MnistTrainer.Distributed",
            "MnistTrainer.Workers",
            "Microsoft.ML",
            "OpenTelemetry",
            "System.CommandLine",
            "Spectre.Console",
            "QRCoder",
        ],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_has_only_allowed_references(string assembly) =>
        Assert.Empty(
            BuiltAssemblies.References(assembly).Where(BuiltAssemblies.IsInOutput).Select(Family).Distinct().Except(Allowed[assembly])
        );

    [Fact]
    public void Every_project_is_listed() => Assert.Equal(BuiltAssemblies.Names, Allowed.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Only_one_file_uses_the_image_package()
    {
        IEnumerable<string> files = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("SixLabors", StringComparison.Ordinal));
        Assert.Equal(["ImageCodec.cs"], files.Select(Path.GetFileName));
    }

    /// <summary>A server without a bucket does not load the client of buckets.</summary>
    [Fact]
    public void Only_the_files_of_buckets_use_their_client()
    {
        IEnumerable<string> files = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("using Amazon", StringComparison.Ordinal)));
        Assert.Equal(
            ["BucketClient.cs", "BucketFailure.cs", "BucketStore.cs"],
            files.Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>ML.NET takes a while to load: only saving a model may use it, so that commands that use a model start without it.</summary>
    [Fact]
    public void Only_the_file_that_saves_models_uses_MLNet_in_experiments_and_command()
    {
        IEnumerable<string> files = ((string[])["MnistTrainer.Experiments", "MnistTrainer.Cli"])
            .SelectMany(project =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories)
            )
            .Where(file =>
                File.ReadLines(file)
                    .Any(line =>
                        line.StartsWith("using MnistTrainer.MLNet", StringComparison.Ordinal)
                        || line.StartsWith("using Microsoft.ML", StringComparison.Ordinal)
                    )
            );
        Assert.Equal(["ModelStore.cs"], files.Select(Path.GetFileName));
    }

    private static string Family(string reference) =>
        reference.StartsWith("Microsoft.ML.", StringComparison.Ordinal) ? "Microsoft.ML"
        : reference.StartsWith("AWSSDK.", StringComparison.Ordinal) ? "AWSSDK"
        : reference.StartsWith("OpenTelemetry.", StringComparison.Ordinal) ? "OpenTelemetry"
        : reference == "Microsoft.OpenApi" ? "Microsoft.AspNetCore.OpenApi"
        : reference.StartsWith("Orleans.", StringComparison.Ordinal) ? "Orleans"
        : reference.StartsWith("Spectre.Console.", StringComparison.Ordinal) ? "Spectre.Console"
        : reference;
}
