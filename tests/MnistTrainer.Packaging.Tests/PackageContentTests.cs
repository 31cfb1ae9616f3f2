using System.IO.Compression;
using System.Xml.Linq;

namespace MnistTrainer.Packaging.Tests;

/// <summary>What the packages show to those who look for one, and what they bring along.</summary>
public sealed class PackageContentTests(Packages packages)
{
    private const string List = "MnistTrainer",
        Tool = "MnistTrainer.Cli";

    /// <summary>The dependencies of each package: those that its project refers to and no others, with their versions if they are not ours.</summary>
    private static readonly Dictionary<string, string[]> Dependencies = new()
    {
        [List] = ["MnistTrainer.Data", "MnistTrainer.Export", "MnistTrainer.MLNet", "MnistTrainer.Recognition.Images"],
        [Tool] = [],
        ["MnistTrainer.Data"] =
        [
            "ADRaffy.ENSNormalize 0.3.1",
            "CsvHelper 34.0.0",
            "MnistTrainer.Imaging",
            "MnistTrainer.NeuralNetwork",
            "Parquet.Net 6.1.0",
            "System.IO.Hashing 10.0.15",
        ],
        ["MnistTrainer.Distributed"] = ["MnistTrainer.NeuralNetwork"],
        ["MnistTrainer.Experiments"] =
        [
            "MnistTrainer.Data",
            "MnistTrainer.Export",
            "MnistTrainer.Imaging",
            "MnistTrainer.MLNet",
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Recognition",
            "MnistTrainer.Recognition.Images",
        ],
        ["MnistTrainer.Export"] = ["MnistTrainer.NeuralNetwork"],
        ["MnistTrainer.Imaging"] = ["SixLabors.ImageSharp 2.1.13", "System.IO.Hashing 10.0.15"],
        ["MnistTrainer.MLNet"] = ["Microsoft.ML 5.0.1", "MnistTrainer.NeuralNetwork"],
        ["MnistTrainer.NeuralNetwork"] = [],
        ["MnistTrainer.Recognition"] = ["MnistTrainer.NeuralNetwork"],
        ["MnistTrainer.Recognition.Images"] = ["MnistTrainer.Imaging", "MnistTrainer.Recognition"],
        ["MnistTrainer.Workers"] =
        [
            "Microsoft.Orleans.Client 10.4.2",
            "Microsoft.Orleans.Clustering.Redis 10.4.2",
            "Microsoft.Orleans.Server 10.4.2",
            "MnistTrainer.Experiments",
            "MnistTrainer.NeuralNetwork",
            "StackExchange.Redis 2.13.17",
        ],
        ["MnistTrainer.Web"] =
        [
            "AWSSDK.S3 4.0.104.12",
            "Microsoft.AspNetCore.OpenApi 10.0.15",
            "MnistTrainer.Imaging",
            "MnistTrainer.NeuralNetwork",
            "MnistTrainer.Recognition",
            "MnistTrainer.Recognition.Images",
        ],
    };

    public static TheoryData<string> Ids => [.. Dependencies.Keys];

    private static IEnumerable<string> Libraries => Dependencies.Keys.Where(id => id is not (List or Tool));

    [Fact]
    public void Every_project_of_src_is_a_package_and_nothing_else_is() =>
        Assert.Equal(
            Dependencies.Keys.Order(StringComparer.Ordinal),
            Directory
                .GetFiles(packages.Feed, "*.nupkg")
                .Select(path => Path.GetFileName(path)!.Replace($".{Packages.Version}.nupkg", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_library_has_documentation_and_symbols()
    {
        foreach (string library in Libraries)
        {
            using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{library}.{Packages.Version}.nupkg"));
            string[] names = [.. package.Entries.Select(entry => entry.FullName)];
            Assert.Contains($"lib/net10.0/{library}.dll", names);
            Assert.Contains($"lib/net10.0/{library}.xml", names);
            using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{library}.{Packages.Version}.snupkg"));
            Assert.Contains($"lib/net10.0/{library}.pdb", symbols.Entries.Select(entry => entry.FullName));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_depends_on_what_its_project_refers_to_and_on_no_pinned_version(string id)
    {
        XElement metadata = MetadataOf(id);
        IEnumerable<string> found = metadata
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => (Id: element.Attribute("id")!.Value, Version: element.Attribute("version")!.Value))
            .Select(one =>
                one.Version == Packages.Version && one.Id.StartsWith(List, StringComparison.Ordinal) ? one.Id : $"{one.Id} {one.Version}"
            );
        Assert.Equal(Dependencies[id], found.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_is_described_for_those_who_search(string id)
    {
        XElement metadata = MetadataOf(id);
        Assert.InRange(Text("description").Length, 60, 300);
        string[] tags = Text("tags").Split(' ');
        Assert.All((string[])["neural-network", "machine-learning", "ml.net", "mnist"], tag => Assert.Contains(tag, tags));
        Assert.Equal("MIT", Text("license"));
        Assert.Equal("The MnistTrainer founders", Text("authors"));
        Assert.Equal("icon.png", Text("icon"));
        Assert.Equal("README.md", Text("readme"));

        // The address is that of the checkout's remote: where there is none, none is made up.
        string? repository = metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute("url")?.Value;
        string? page = repository?.EndsWith(".git", StringComparison.Ordinal) == true ? repository[..^4] : repository;
        Assert.Equal(page, Optional("projectUrl"));
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{Packages.Version}.nupkg"));
        using Stream icon = package.GetEntry("icon.png")!.Open();
        byte[] png = new byte[24];
        icon.ReadExactly(png);
        Assert.Equal("\x89PNG"u8[^3..], png.AsSpan(1, 3));
        Assert.Equal((byte[])[0, 0, 0, 128, 0, 0, 0, 128], png[16..]);

        string Text(string name) => Assert.IsType<string>(Optional(name));

        string? Optional(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_readme_begins_with_the_purpose_and_how_to_install_and_has_no_relative_links(string id)
    {
        string readme = packages.Read(id, "README.md");
        string install = id == Tool ? "dotnet tool install --global" : "dotnet add package";
        string[] lines = readme.Split('\n');
        Assert.Equal($"# {id}", lines[0]);
        Assert.InRange(lines[2].Length, 60, 250);
        Assert.Equal("```sh", lines[4]);
        Assert.Equal($"{install} {id}", lines[5]);
        Assert.DoesNotContain("](", readme, StringComparison.Ordinal);
    }

    /// <summary>The first program of each readme, as a class with a method of its own, in one project that installs all packages.</summary>
    [Fact]
    public void The_first_program_of_every_readme_compiles()
    {
        string folder = packages.NewProject("readmes", string.Join(' ', Libraries), "", "Console.WriteLine();");
        foreach (string library in Libraries)
        {
            string[] lines = ProgramOf(library).Split('\n');
            int type = Array.FindIndex(lines, line => line.StartsWith("internal ", StringComparison.Ordinal));
            IEnumerable<string> usings = lines.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal));
            IEnumerable<string> statements = lines[..(type < 0 ? lines.Length : type)].Skip(usings.Count());
            string[] file =
            [
                .. usings,
                $"namespace Readme.Of{library.Replace(".", "", StringComparison.Ordinal)};",
                "internal static class Example { public static async Task RunAsync() {",
                .. statements,
                "await Task.CompletedTask; } }",
                .. type < 0 ? [] : lines[type..],
            ];
            File.WriteAllLines(Path.Combine(folder, $"{library}.cs"), file);
        }

        packages.Run(folder, "dotnet", "build", "-c", "Release");
    }

    [Fact]
    public void The_list_of_packages_is_all_that_its_readme_needs()
    {
        string folder = packages.NewProject("list", List, "", ProgramOf(List));
        Assert.Matches("""Label = iris, Probability = (0\.[5-9]|1)""", packages.Run(folder, "dotnet", "run", "-c", "Release"));
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{List}.{Packages.Version}.nupkg"));
        Assert.DoesNotContain(package.Entries, entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal));
    }

    private string ProgramOf(string id)
    {
        const string start = "```csharp\n";
        string readme = packages.Read(id, "README.md");
        int first = readme.IndexOf(start, StringComparison.Ordinal);
        Assert.True(first > 0, $"{id} has no program.");
        first += start.Length;
        return readme[first..readme.IndexOf("```", first, StringComparison.Ordinal)];
    }

    private XElement MetadataOf(string id) =>
        XDocument.Parse(packages.Read(id, $"{id}.nuspec")).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
}
