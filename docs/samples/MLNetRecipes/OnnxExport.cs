using Microsoft.ML;
using MnistTrainer.Export;
using MnistTrainer.MLNet;

namespace MLNetRecipes;

/// <summary>Exports the network of a saved model as ONNX.</summary>
internal static class OnnxExport
{
    public static void Run(MLContext context)
    {
        context.RegisterNeuralNetwork();
        var transformers = (IEnumerable<ITransformer>)context.Model.Load("plants.zip", out _);
        NetworkExport.Save(transformers.OfType<NeuralNetworkTransformer>().Single().Model, "plants.onnx", ExportFormat.Onnx);
        Console.WriteLine($"Exported: {new FileInfo("plants.onnx").Length} bytes");
    }
}
