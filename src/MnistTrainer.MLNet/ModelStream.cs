using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The part of a model file of ML.NET that holds a network. ML.NET calls <c>Create</c> for what <c>LoadableClass</c> declares (AssemblyInfo.cs).</summary>
internal static class ModelStream
{
    /// <summary>The name of the loader in model files.</summary>
    public const string LoaderName = "MnistTrainerNetwork";

    private const uint FirstFormat = 0x00010001;

    // The current format of our part of the model stream. NetworkFile has its own version.
    private const uint CurrentFormat = 0x00010003;

    /// <summary>Writes the header of ML.NET, then the content.</summary>
    /// <param name="context">The destination.</param>
    /// <param name="format">The format of the content, at most the current one.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(ModelSaveContext context, uint format, Action<BinaryWriter> write)
    {
        context.CheckAtModel();
        context.SetVersionInfo(
            new VersionInfo("NNETWORK", format, format, FirstFormat, typeof(ModelStream).Assembly.GetName().Name, LoaderName)
        );
        write(context.Writer);
    }

    /// <summary>Reads a network.</summary>
    public static NeuralNetworkTransformer Create(ModelLoadContext context) => MLNetVersion.Checked(() => Read(context));

    /// <summary>Reads a network and applies it to a data view.</summary>
    public static IDataTransform Create(ModelLoadContext context, IDataView input) => (IDataTransform)Create(context).Transform(input);

    private static NeuralNetworkTransformer Read(ModelLoadContext context)
    {
        uint format = context.Header.ModelVerReadable;
        if (format > CurrentFormat)
        {
            throw new InvalidInputException(
                "the network in the model",
                $"format {CurrentFormat:x} or older",
                $"{format:x}",
                "Load it with the version of MnistTrainer.MLNet that saved it, or a newer one"
            );
        }

        return NeuralNetworkTransformer.Load(context.Reader, format);
    }
}
