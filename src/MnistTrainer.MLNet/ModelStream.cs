using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The part of a model file of ML.NET that holds a network. ML.NET calls <c>Create</c> for what <c>LoadableClass</c> declares (AssemblyInfo.cs).</summary>
internal static class ModelStream
{
    /// <summary>The name of the loader in model files.</summary>
    public const string LoaderName = "MnistTrainerNetwork";

    /// <summary>The first format of every kind of content.</summary>
    public const uint FirstFormat = 0x00010001;

    // The current format of our part of the model stream. NetworkFile has its own version.
    private const uint CurrentFormat = 0x00010003;

    /// <summary>Writes the header of ML.NET, then the content.</summary>
    /// <param name="context">The destination.</param>
    /// <param name="format">The format of the content, at most the current one.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(ModelSaveContext context, uint format, Action<BinaryWriter> write) =>
        Write(context, "NNETWORK", LoaderName, format, write);

    /// <summary>Writes the header of ML.NET for a loader, then the content.</summary>
    /// <param name="context">The destination.</param>
    /// <param name="signature">What the content is, at most 8 letters.</param>
    /// <param name="loader">The name of the loader.</param>
    /// <param name="format">The format of the content.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(ModelSaveContext context, string signature, string loader, uint format, Action<BinaryWriter> write)
    {
        context.CheckAtModel();
        context.SetVersionInfo(
            new VersionInfo(signature, format, format, FirstFormat, typeof(ModelStream).Assembly.GetName().Name, loader)
        );
        write(context.Writer);
    }

    /// <summary>Reads a network.</summary>
    public static NeuralNetworkTransformer Create(ModelLoadContext context) => MLNetVersion.Checked(() => Read(context));

    /// <summary>Reads a network and applies it to a data view.</summary>
    public static IDataTransform Create(ModelLoadContext context, IDataView input) => (IDataTransform)Create(context).Transform(input);

    /// <summary>The format of the content.</summary>
    /// <param name="context">The source.</param>
    /// <param name="current">The newest format that this version knows.</param>
    /// <exception cref="InvalidInputException">The format is newer.</exception>
    public static uint FormatOf(ModelLoadContext context, uint current)
    {
        uint format = context.Header.ModelVerReadable;
        return format <= current
            ? format
            : throw new InvalidInputException(
                "the network in the model",
                $"format {current:x} or older",
                $"{format:x}",
                "Load it with the version of MnistTrainer.MLNet that saved it, or a newer one"
            );
    }

    private static NeuralNetworkTransformer Read(ModelLoadContext context) =>
        NeuralNetworkTransformer.Load(context.Reader, FormatOf(context, CurrentFormat));
}
