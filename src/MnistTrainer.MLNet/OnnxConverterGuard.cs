using System.Diagnostics;

namespace MnistTrainer.MLNet;

/// <summary>
/// Rejects ML.NET's own converter to ONNX. It asks a data view for an interface that is not public, and leaves out, without an error, every
/// step up to the last view that lacks it: the result would be a model without the network.
/// </summary>
internal static class OnnxConverterGuard
{
    private const string Assembly = "Microsoft.ML.OnnxConverter";

    // The class of mlContext.Model.ConvertToOnnx and the command behind its older form. Nothing else shows that a view is made for them.
    private static readonly string[] Converters =
    [
        "Microsoft.ML.OnnxExportExtensions.",
        "Microsoft.ML.Model.OnnxConverter.SaveOnnxCommand.",
    ];

    /// <summary>Ensures that the caller is not the converter.</summary>
    /// <exception cref="NotSupportedException">It is.</exception>
    public static void Check()
    {
        if (!AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == Assembly))
            return;
        string callers = new StackTrace().ToString();
        if (Array.Exists(Converters, converter => callers.Contains(converter, StringComparison.Ordinal)))
            throw new NotSupportedException(
                $"{nameof(NeuralNetworkTransformer)} cannot be converted by ML.NET's ConvertToOnnx, which would leave out the network. Write its Model to an "
                    + "ONNX file with NetworkExport of the package MnistTrainer.Export."
            );
    }
}
