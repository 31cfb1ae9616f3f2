namespace MnistTrainer.Architecture.Tests;

/// <summary>Tests the names of the types in the built assemblies, public and internal.</summary>
public sealed class TypeNameTests
{
    [Fact]
    public void No_two_types_share_a_name()
    {
        IEnumerable<string> shared = BuiltAssemblies
            .Names.SelectMany(assembly =>
                BuiltAssemblies.Types(assembly).Select(type => (type.Name, Place: $"{assembly}, {type.Namespace}"))
            )
            .GroupBy(type => type.Name, type => type.Place, StringComparer.Ordinal)
            .Where(places => places.Count() > 1)
            .Select(places => $"{places.Key}: {string.Join("; ", places.Order(StringComparer.Ordinal))}")
            .Order(StringComparer.Ordinal);
        Assert.Empty(shared);
    }
}
