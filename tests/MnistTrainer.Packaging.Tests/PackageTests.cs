using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

[assembly: AssemblyFixture(typeof(MnistTrainer.Packaging.Tests.Packages))]

namespace MnistTrainer.Packaging.Tests;

/// <summary>Projects outside the repository that install the packages.</summary>
public sealed partial class PackageTests(Packages packages)
{
    /// <summary>The program that opens references for the compiler is no part of what it compiles.</summary>
    [Fact]
    public void No_package_contains_programs_of_the_build()
    {
        string[] files = Directory.GetFiles(packages.Feed, "*.nupkg");
        Assert.True(files.Length > 1);
        foreach (string file in files)
        {
            using ZipArchive package = ZipFile.OpenRead(file);
            Assert.DoesNotContain(package.Entries, entry => entry.FullName.Contains("OpenReferences", StringComparison.Ordinal));
        }
    }

    /// <summary>Rebuilding a library gives the same bytes.</summary>
    [Theory]
    [InlineData("MnistTrainer.Recognition")]
    [InlineData("MnistTrainer.MLNet")]
    public void Builds_are_deterministic(string library)
    {
        packages.Run(Repository.Root, "dotnet", ["build", $"src/{library}", "--no-incremental", .. packages.BuildArguments]);
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{library}.{Packages.Version}.nupkg"));
        using Stream packed = package.GetEntry($"lib/net10.0/{library}.dll")!.Open();
        Assert.Equal(
            SHA256.HashData(packed),
            SHA256.HashData(File.ReadAllBytes(Path.Combine(packages.Build, "bin", library, "release", $"{library}.dll")))
        );
    }

    [Fact]
    public void A_new_console_project_trains_with_the_ML_NET_package()
    {
        string folder = packages.NewProject(
            "pipeline",
            "MnistTrainer.MLNet",
            "",
            File.ReadAllText(Path.Combine(Repository.Root, "docs", "samples", "MLNetTraining", "Program.cs"))
        );
        TrainingFiles.WriteBands(Path.Combine(folder, "train.csv"));
        string output = packages.Run(folder, "dotnet", "run", "-c", "Release");
        Assert.Matches(@"Accuracy: \d", output);
        string model = Path.Combine(folder, "digits.zip");
        Assert.True(new FileInfo(model).Length > 100_000);

        // Another program, which names nothing of ours: ML.NET finds what the package has put beside it.
        const string program = """
            using Microsoft.ML;

            ITransformer model = new MLContext().Model.Load(args[0], out DataViewSchema schema);
            Console.WriteLine(string.Join(' ', model.GetOutputSchema(schema).Select(column => column.Name)));
            """;
        string loader = packages.NewProject("loader", "MnistTrainer.MLNet", "", program);
        Assert.Contains(
            "PredictedLabel Score",
            packages.Run(loader, "dotnet", "run", "-c", "Release", "--", model),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_short_program_trains_a_recipe_on_a_folder_of_images_and_calibrates_it()
    {
        string program = File.ReadAllText(Path.Combine(Repository.Root, "docs", "samples", "RecipeFromImages", "Program.cs"));
        Assert.InRange(program.AsSpan().Count('\n'), 1, 20);
        const string properties = "<InvariantGlobalization>true</InvariantGlobalization>";
        string folder = packages.NewProject("recipe", "MnistTrainer.Experiments", properties, program);
        File.WriteAllText(Path.Combine(folder, "Example.cs"), ReadmeExample());
        TrainingFiles.WriteDigits(Path.Combine(folder, "images"), count: 2000);
        string output = packages.Run(folder, "dotnet", "run", "-c", "Release", "--", "images", "digits.zip", "10");
        double[] percent =
        [
            .. PercentPattern().Matches(output).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(4, percent.Length);

        // Accuracy and calibration error, before and after calibration. Ten classes make chance 10 %.
        Assert.InRange(percent[0], 70, 100);
        Assert.Equal(percent[0], percent[2]);
        Assert.InRange(percent[1], 0, 30);
        Assert.InRange(percent[3], 0, 15);
        Network network = ModelFile.Load(Path.Combine(folder, "digits.zip"));
        Assert.Equal("accurate", network.Definition.Metadata["preset"]);
        Assert.True(double.Parse(network.Definition.Metadata["temperature"], CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public void The_tool_installs_and_trains()
    {
        string folder = Directory.CreateDirectory(Path.Combine(packages.Folder, "tool")).FullName;
        packages.Run(folder, "dotnet", "tool", "install", "MnistTrainer.Cli", "--tool-path", "bin", "--version", Packages.Version);
        string mnist = Path.Combine(folder, "bin", OperatingSystem.IsWindows() ? "mnist.exe" : "mnist");
        packages.Run(folder, mnist, "synthesize", "--output", "drawn", "--count", "300");
        string output = packages.Run(folder, mnist, "train", "--data", "drawn", "--epochs", "2", "--model", "model.zip", "--json");
        Assert.Contains("\"testAccuracy\"", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "model.zip")));
    }

    /// <summary>A recognizer classifies a vector and an image in a trimmed program compiled ahead of time. Trim warnings are errors.</summary>
    [Fact]
    public void A_recognizer_works_compiled_ahead_of_time()
    {
        string? compiler = new[] { "clang", "gcc" }.FirstOrDefault(IsInstalled);
        Assert.SkipWhen(compiler is null, "Ahead-of-time compilation needs clang or gcc.");
        const string program = """
            using System.IO.Compression;
            using MnistTrainer.Imaging;
            using MnistTrainer.NeuralNetwork;
            using MnistTrainer.Recognition;
            using MnistTrainer.Recognition.Images;

            NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(2), [], ["a", "b"], Activation.Sigmoid, Activation.Sigmoid, useBias: false);
            Recognizer recognizer = Recognizer.Load(Saved(Network.Create(definition with { Scaling = InputScaling.None }, [0.9f, 0.2f, 0.3f, 0.8f])));
            Console.WriteLine(FormattableString.Invariant($"{recognizer.Rank([1f, 0.5f])[0].Probability:F4}"));

            string[] digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
            ImageRecognizer reader = new(Network.Create(NetworkDefinition.Dense(Shape.Image(28, 28), [20], digits, Activation.ReLU, Activation.Softmax), seed: 3));
            byte[] pixels = new byte[40 * 40];
            for (int y = 8; y < 32; y++)
                pixels.AsSpan((y * 40) + 18, 4).Fill(255);
            Console.WriteLine(reader.Recognize(ImageCodec.EncodePng(new GrayImage(40, 40, pixels))).Ranked.Count);

            static MemoryStream Saved(Network network)
            {
                MemoryStream model = new();
                using (ZipArchive zip = new(model, ZipArchiveMode.Create, leaveOpen: true))
                {
                    using Stream entry = zip.CreateEntry("Model.key").Open();
                    NetworkFile.Write(network, entry);
                }

                model.Position = 0;
                return model;
            }
            """;
        // ImageSharp's assembly is not annotated for trimming. What is used of it works, as this program shows.
        string properties =
            $"<PublishAot>true</PublishAot><CppCompilerAndLinker>{compiler}</CppCompilerAndLinker><NoWarn>$(NoWarn);IL2104;IL3053</NoWarn>";
        string folder = packages.NewProject("native", "MnistTrainer.Recognition.Images", properties, program);
        packages.Run(folder, "dotnet", "publish", "-c", "Release", "-o", "out", "--nologo");
        string[] output = packages
            .Run(folder, Path.Combine(folder, "out", OperatingSystem.IsWindows() ? "native.exe" : "native"))
            .Split('\n');

        // The outputs of the book's worked example, 0.7408 and 0.6457, normalized to probabilities.
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{0.740775 / (0.740775 + 0.645656):F4}"), output[0].Trim());
        Assert.Equal("10", output[1].Trim());
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>The README's lines for this library, as a method that is compiled but not called.</summary>
    private static string ReadmeExample()
    {
        const string import = "using MnistTrainer.Experiments;";
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        int start = readme.IndexOf(import, StringComparison.Ordinal) + import.Length;
        string lines = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        return $"{import} internal static class Example {{ public static void Run() {{ {lines} }} }}";
    }

    [GeneratedRegex(@"(\d+\.\d+) %")]
    private static partial Regex PercentPattern();
}
