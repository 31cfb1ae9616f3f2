using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.ML;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A version of ML.NET that lacks what this library uses is reported by its name before anything else fails.</summary>
public sealed class MLNetVersionTests
{
    private const string Supported = "5.0.1";

    [Fact]
    public void Nothing_is_missing_from_the_version_compiled_against()
    {
        Assert.StartsWith(
            $"{Supported}+",
            typeof(ITransformer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            StringComparison.Ordinal
        );
        Assert.Null(MLNetVersion.FindMissing());
    }

    /// <summary>
    /// A copy of the library that was made for another version and asks for something that ML.NET does not have: a method, an interface, a property and a field.
    /// </summary>
    [Theory]
    [InlineData("CheckAtModel")]
    [InlineData("ITransformCanSaveOnnx")]
    [InlineData("IHostEnvironmentInternal")]
    [InlineData("GetEnvironment")]
    [InlineData("ModelVerReadable")]
    public void Names_what_is_missing_and_the_versions(string name)
    {
        byte[] bytes = File.ReadAllBytes(typeof(MLNetVersion).Assembly.Location);
        Replace(bytes, Encoding.UTF8.GetBytes($"\0{name}\0"), Encoding.UTF8.GetBytes($"\0{name[..^1]}X\0"));
        Replace(bytes, Encoding.Unicode.GetBytes(Supported), Encoding.Unicode.GetBytes("4.0.1"));
        AssemblyLoadContext context = new("renamed", isCollectible: true);
        using MemoryStream stream = new(bytes);
        MethodInfo create = context
            .LoadFromStream(stream)
            .GetType(typeof(NeuralNetworkCatalog).FullName!)!
            .GetMethods()
            .Single(method =>
                method.Name == nameof(NeuralNetworkCatalog.NeuralNetwork)
                && method.GetParameters() is [ParameterInfo catalog, _, ..] parameters
                && parameters.Length > 2
                && catalog.ParameterType == typeof(RegressionCatalog.RegressionTrainers)
            );
        object?[] arguments = [new MLContext().Regression.Trainers, "Label", "Features", null, null, null, null];
        Exception error = Assert.Throws<TargetInvocationException>(() => create.Invoke(null, arguments)).InnerException!;
        Assert.StartsWith(
            $"MnistTrainer.MLNet requires Microsoft.ML 4.0.1. The version found, {Supported}",
            Assert.IsType<NotSupportedException>(error).Message,
            StringComparison.Ordinal
        );
        Assert.Contains($"{name[..^1]}X", error.Message, StringComparison.Ordinal);
        context.Unload();
    }

    private static void Replace(byte[] bytes, byte[] from, byte[] to)
    {
        int at = bytes.AsSpan().IndexOf(from);
        Assert.True(at > 0);
        to.CopyTo(bytes, at);
    }
}
