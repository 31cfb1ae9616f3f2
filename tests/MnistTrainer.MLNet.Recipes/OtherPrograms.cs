using Microsoft.ML;
using MnistTrainer.Export;

namespace MnistTrainer.MLNet.Recipes;

/// <summary>The network of a model as ONNX.</summary>
internal static class OtherPrograms
{
    public static void Run(MLContext context)
    {
        context.RegisterNeuralNetwork();
        var steps = (IEnumerable<ITransformer>)context.Model.Load("plants.zip", out _);
        NetworkExport.Save(steps.OfType<NeuralNetworkTransformer>().Single().Model, "plants.onnx", ExportFormat.Onnx);
        Console.WriteLine($"Exported: {new FileInfo("plants.onnx").Length} bytes");
    }
}
