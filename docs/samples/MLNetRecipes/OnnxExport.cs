using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Converts a saved model, all of its steps, to ONNX.</summary>
internal static class OnnxExport
{
    public static void Run(MLContext context)
    {
        ITransformer model = context.Model.Load("plants.zip", out _);
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        using (FileStream file = File.Create("plants.onnx"))
            context.Model.ConvertToOnnx(model, data, file);

        Console.WriteLine($"Exported: {new FileInfo("plants.onnx").Length} bytes");
    }
}
