using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MnistTrainer.Architecture.Tests;

/// <summary>Reads the assemblies built from <c>src</c>, without loading them.</summary>
internal static class BuiltAssemblies
{
    /// <summary>The assembly names of all projects in <c>src</c> but the list of packages, which has no code.</summary>
    public static IEnumerable<string> Names { get; } =
    [
        .. Directory
            .GetDirectories(Path.Combine(Repository.Root, "src"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj"))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Where(project => project != "MnistTrainer")
            .Select(project => project is "MnistTrainer.Cli" ? "mnist" : project)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether an assembly is ours or a package's: those are in the output folder of the tests, the framework's are not.</summary>
    public static bool IsInOutput(string assembly) => File.Exists(PathOf(assembly));

    /// <summary>The names of the assemblies that an assembly references.</summary>
    public static IEnumerable<string> References(string assembly)
    {
        using PEReader file = new(File.OpenRead(PathOf(assembly)));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    /// <summary>
    /// The namespaces and names, without generic arity, of the top-level types of an assembly that are not compiler-generated.
    /// </summary>
    public static IEnumerable<(string Namespace, string Name)> Types(string assembly)
    {
        using PEReader file = new(File.OpenRead(PathOf(assembly)));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata
                .TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => !type.IsNested)
                .Select(type => (Namespace: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name).Split('`')[0]))
                .Where(type => type.Namespace.StartsWith("MnistTrainer", StringComparison.Ordinal) && !type.Name.Contains('<'))
                .Distinct(),
        ];
    }

    private static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll");
}
