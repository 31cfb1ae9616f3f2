using System.Reflection;
using System.Runtime.Loader;
using System.Text;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A version of ML.NET that lacks what this library uses is reported by its name before anything else fails.</summary>
public sealed class MLNetVersionTests
{
    [Fact]
    public void Nothing_is_missing_from_the_version_compiled_against() => Assert.Null(MLNetVersion.FindMissing());

    /// <summary>A copy of the library that asks for something that ML.NET does not have: as if a new version had renamed it.</summary>
    [Theory]
    [InlineData("CheckAtModel")]
    [InlineData("ITransformCanSaveOnnx")]
    [InlineData("IHostEnvironmentInternal")]
    [InlineData("ModelVerReadable")]
    public void Names_what_is_missing(string name)
    {
        byte[] bytes = File.ReadAllBytes(typeof(MLNetVersion).Assembly.Location),
            entry = Encoding.UTF8.GetBytes($"\0{name}\0");
        int at = bytes.AsSpan().IndexOf(entry);
        Assert.True(at > 0);
        bytes[at + name.Length] = (byte)'X';

        AssemblyLoadContext context = new("renamed", isCollectible: true);
        using MemoryStream stream = new(bytes);
        Type version = context.LoadFromStream(stream).GetType(typeof(MLNetVersion).FullName!)!;
        var missing = (Exception?)version.GetMethod("FindMissing", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null);
        Assert.NotNull(missing);
        Assert.Contains($"{name[..^1]}X", missing.Message, StringComparison.Ordinal);
        context.Unload();
    }
}
