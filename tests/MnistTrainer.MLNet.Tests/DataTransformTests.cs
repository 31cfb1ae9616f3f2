using System.Reflection;
using Microsoft.ML;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>
/// Scored data is also what transformers once were in ML.NET, a data view that is saved and applied to other data. Its older tools, which are not public, still
/// work with those.
/// </summary>
public sealed class DataTransformTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly Type Tool = typeof(MLContext).Assembly.GetType(
        "Microsoft.ML.EntryPoints.TransformModelImpl",
        throwOnError: true
    )!;

    [Fact]
    public void Is_applied_to_other_data_before_and_after_it_is_saved()
    {
        MLContext context = new(1);
        IDataView data = context.Data.LoadFromSamples(Images(40)),
            other = context.Data.LoadFromSamples(Images(20, seed: 8));
        NeuralNetworkTransformer transformer = context.MulticlassClassification.Trainers.NeuralNetwork(Options(2)).Fit(data);
        object model = Activator.CreateInstance(Tool, context, transformer.Transform(data), data)!;
        float[] expected = ScoresOf(transformer.Transform(other));
        Assert.Equal(expected, ScoresOf(Apply(model, context, other)));

        using MemoryStream file = new();
        Tool.GetMethod("Save", Any)!.Invoke(model, [context, file]);
        file.Position = 0;
        MLContext loading = new();
        Assert.Equal(expected, ScoresOf(Apply(Activator.CreateInstance(Tool, loading, file)!, loading, other)));
    }

    private static IDataView Apply(object model, MLContext context, IDataView data) =>
        (IDataView)
            Tool.GetMethods(Any)
                .Single(method => method.Name == "Apply" && method.ReturnType == typeof(IDataView))
                .Invoke(model, [context, data])!;
}
