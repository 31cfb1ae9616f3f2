using System.IO.Compression;

namespace MnistTrainer.Packaging.Tests;

/// <summary>Programs with different versions of the packages read each other's models. The versions are packed from the same sources.</summary>
public sealed class PackageVersionTests(Packages packages)
{
    private const string Program = """
        // "save FOLDER" trains and saves a model of each task; "load FOLDER..." loads those of several folders. Both print the bits of their scores.
        using System.Reflection;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MnistTrainer.MLNet;
        using MnistTrainer.NeuralNetwork;

        Assembly library = typeof(NeuralNetworkTrainer).Assembly;
        Console.WriteLine($"version {library.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}, assembly {library.GetName().Version}");
        MLContext context = new(seed: 1);
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Row
        {
            Class = new[] { "하나", "둘", "셋" }[i % 3],
            IsFirst = i % 3 == 0,
            Length = 1000 * i,
            Features = [i % 3, i, i * i % 7, i % 5 == 0 ? float.NaN : i % 11],
        }));
        if (args[0] == "save")
        {
            NeuralNetworkTrainer.Options options = new() { HiddenUnits = [5], Seed = int.Parse(args[2]), Training = new TrainingOptions { Epochs = 20 } };
            Save("multiclass", context.Transforms.Conversion.MapValueToKey("Label", "Class").Append(context.MulticlassClassification.Trainers.NeuralNetwork(options)).Fit(data));
            Save("binary", context.BinaryClassification.Trainers.NeuralNetwork(options with { LabelColumnName = "IsFirst" }).Fit(data));
            Save("regression", context.Regression.Trainers.NeuralNetwork(options with { LabelColumnName = "Length" }).Fit(data));
        }
        else
        {
            foreach (string path in args[1..].SelectMany(folder => Directory.GetFiles(folder, "*.zip").Order(StringComparer.Ordinal)))
            {
                try
                {
                    Print(Path.GetFileNameWithoutExtension(path), NeuralNetworkModel.Load(context, path, out _));
                }
                catch (InvalidInputException e)
                {
                    Console.WriteLine(e.Message);
                }
            }
        }

        void Save(string name, ITransformer model)
        {
            NeuralNetworkModel.Save(context, model, data.Schema, Path.Combine(args[1], name + ".zip"));
            Print(name, model);
        }

        void Print(string name, ITransformer model)
        {
            IDataView scored = model.Transform(data);
            IEnumerable<float> scores = scored.Schema["Score"].Type is VectorDataViewType ? scored.GetColumn<float[]>("Score").SelectMany(one => one) : scored.GetColumn<float>("Score");
            Console.WriteLine($"{name} {string.Join(' ', scores.Select(score => $"{BitConverter.SingleToUInt32Bits(score):x8}"))}");
        }

        internal sealed class Row
        {
            public string Class { get; set; } = "";

            public bool IsFirst { get; set; }

            public float Length { get; set; }

            [VectorType(4)]
            public float[] Features { get; set; } = [];
        }
        """;

    private static readonly string[] Versions = ["0.9.0", "1.0.0", "1.1.0"];

    private string Folder => Path.Combine(packages.Folder, "versions");

    [Fact]
    public void Three_versions_read_the_models_of_each_other_and_give_the_same_scores()
    {
        string feed = Directory.CreateDirectory(Path.Combine(Folder, "feed")).FullName;
        File.WriteAllText(
            Path.Combine(Folder, "nuget.config"),
            File.ReadAllText(packages.Configuration).Replace(packages.Feed, feed, StringComparison.Ordinal)
        );
        string filter = Path.Combine(Folder, "versions.slnf");
        string solution = Path.Combine(Repository.Root, "MnistTrainer.sln").Replace("\\", "\\\\", StringComparison.Ordinal);
        const string projects = """
            ["src\\MnistTrainer.NeuralNetwork\\MnistTrainer.NeuralNetwork.csproj", "src\\MnistTrainer.MLNet\\MnistTrainer.MLNet.csproj"]
            """;
        File.WriteAllText(filter, $$"""{ "solution": { "path": "{{solution}}", "projects": {{projects}} } }""");
        foreach (string version in Versions)
            packages.Run(
                Repository.Root,
                "dotnet",
                ["pack", filter, "-o", feed, $"-p:Version={version}", .. Packages.BuildArgumentsTo(Path.Combine(Folder, "build"))]
            );

        Dictionary<string, string[]> saved = [];
        for (int i = 0; i < Versions.Length; i++)
        {
            string project = packages.NewProject(
                $"versions/{Versions[i]}",
                "MnistTrainer.MLNet",
                "<AssemblyName>program</AssemblyName>",
                Program,
                Versions[i]
            );
            packages.Run(project, "dotnet", "build", "-c", "Release", "-v", "quiet");
            saved[Versions[i]] = Run(Versions[i], "save", Models(Versions[i]), $"{i + 1}");
            Assert.Equal($"version {Versions[i]}, assembly 1.0.0.0", saved[Versions[i]][0]);
            Assert.Equal(["multiclass", "binary", "regression"], saved[Versions[i]][1..].Select(line => line.Split(' ')[0]));
            Assert.All(saved[Versions[i]][1..], line => Assert.InRange(line.Split(' ').Distinct().Count(), 10, 181));
        }

        Assert.Equal(3, saved.Values.Select(lines => lines[1]).Distinct().Count());
        string unknown = WriteUnknown();
        string[] expected =
        [
            .. Versions.SelectMany(version => saved[version][1..].Order(StringComparer.Ordinal)),
            $"{unknown}: the network in the model, byte 8: expected version 3 or older, found version 9. A newer version of the program saved it: load it with that, or update.",
        ];
        foreach (string version in Versions)
            Assert.Equal(expected, Run(version, "load", [.. Versions.Select(Models), Path.GetDirectoryName(unknown)!])[1..]);
    }

    private static string Models(string version) => $"models-{version}";

    private string[] Run(string version, string command, params string[] arguments)
    {
        string program = Path.Combine(Folder, version, "bin", "Release", "net10.0", "program.dll");
        return packages
            .Run(Folder, "dotnet", [program, command, .. arguments])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>A model of the newest version whose network has a version that does not exist yet.</summary>
    private string WriteUnknown()
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "unknown")).FullName, "binary.zip");
        using ZipArchive source = ZipFile.OpenRead(Path.Combine(Folder, Models(Versions[^1]), "binary.zip"));
        using ZipArchive changed = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (ZipArchiveEntry entry in source.Entries)
        {
            using MemoryStream bytes = new();
            using (Stream from = entry.Open())
                from.CopyTo(bytes);
            byte[] content = bytes.ToArray();
            int network = content.AsSpan().IndexOf("MNISTNET"u8);
            if (network >= 0)
                content[network + 8] = 9;
            using Stream to = changed.CreateEntry(entry.FullName).Open();
            to.Write(content);
        }

        return path;
    }
}
