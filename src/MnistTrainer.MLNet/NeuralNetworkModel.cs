using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Saves and loads models like <c>mlContext.Model</c>, except that the same model always gives the same bytes.</summary>
public static class NeuralNetworkModel
{
    /// <summary>Saves a model for <c>mlContext.Model.Load</c>. The file is replaced atomically.</summary>
    /// <param name="context">The ML.NET context.</param>
    /// <param name="model">The model: a transformer or a chain of transformers.</param>
    /// <param name="inputSchema">The schema of the input of the model, saved with it.</param>
    /// <param name="path">The file. Its folder is created if necessary.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Save(MLContext context, ITransformer model, DataViewSchema inputSchema, string path) =>
        Save(context, model, inputSchema, path, []);

    /// <summary>
    /// Saves a network as a model for data with the columns of <see cref="NeuralNetworkCatalog.LoadFromSamples"/>, followed by the conversion of predicted
    /// keys to class names.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. Its folder is created if necessary.</param>
    /// <exception cref="InvalidInputException">The file cannot be written, or the outputs of the network are not classes.</exception>
    public static void Save(Network network, string path) => Save(network, path, new Dictionary<string, byte[]>());

    /// <summary>
    /// Saves a network like <see cref="Save(Network, string)"/>, with further entries in the zip, which ML.NET ignores. The only output of a network with a linear one is
    /// saved as the estimate of a regression, without names of classes.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. Its folder is created if necessary.</param>
    /// <param name="entries">The content of each further entry, by its name.</param>
    /// <exception cref="InvalidInputException">The file cannot be written, or the outputs of the network are not classes.</exception>
    public static void Save(Network network, string path, IReadOnlyDictionary<string, byte[]> entries)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentException.ThrowIfNullOrEmpty(path);
        network.Definition.CheckHasClasses();
        KeyValuePair<string, byte[]>[] added = [.. entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
        MLContext context = new();
        SamplesDataView rows = context.Data.LoadFromSamples(
            new Samples<float>(network.Definition.InputShape, [], labels: [], network.Definition.ClassNames)
        );
        bool isRegression = network.Definition.EstimatesOneNumber;
        NeuralNetworkTransformer transformer = new(
            network,
            SamplesDataView.FeaturesName,
            isRegression ? RegressionColumns.Instance : new MulticlassColumns(network.Definition.ClassNames, ClassValueType.Text),
            training: null
        );
        ITransformer[] chain = isRegression
            ? [transformer]
            : [transformer, context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(transformer.Transform(rows))];
        Save(context, new TransformerChain<ITransformer>(chain), rows.Schema, path, added);
    }

    /// <summary>Loads a model like <c>mlContext.Model.Load</c>, but registers neural networks first and reports errors with a remedy.</summary>
    /// <param name="context">The ML.NET context.</param>
    /// <param name="path">The file.</param>
    /// <param name="inputSchema">The input schema saved with the model.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is not a model, is damaged, or was saved by a newer version.</exception>
    /// <exception cref="NotSupportedException">The version of Microsoft.ML is not supported.</exception>
    public static ITransformer Load(MLContext context, string path, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(path);
        context.RegisterNeuralNetwork();
        try
        {
            return context.Model.Load(path, out inputSchema);
        }
        catch (Exception e) when (e.GetBaseException() is InvalidInputException ours)
        {
            throw new InvalidInputException($"{path}: {ours.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found = File.Exists(path) ? FileFault.Describe(e) : "no file";
            throw new InvalidInputException(
                path,
                "a model",
                found,
                "Check the path, or save a model there with NeuralNetworkModel.Save",
                e
            );
        }
        // ML.NET has no exception type of its own for invalid model files.
        catch (Exception e) when (e is not (NotSupportedException or OutOfMemoryException))
        {
            throw new InvalidInputException(
                path,
                "a model that ML.NET saved",
                e.GetBaseException().Message.TrimEnd('.'),
                "Copy the file again, or train a new model",
                e
            );
        }
    }

    private static void Save(
        MLContext context,
        ITransformer model,
        DataViewSchema inputSchema,
        string path,
        KeyValuePair<string, byte[]>[] added
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using MemoryStream zip = new();
        context.Model.Save(model, inputSchema, zip);
        AtomicFile.Write(path, file => Normalize(zip, file, added));
    }

    /// <summary>
    /// Copies a zip without the parts that differ between runs: ML.NET writes the current time into every entry. Entries are stored uncompressed, because
    /// parameters hardly compress and compressors differ between processors.
    /// </summary>
    private static void Normalize(Stream zip, Stream destination, KeyValuePair<string, byte[]>[] added)
    {
        zip.Position = 0;
        using ZipArchive source = new(zip, ZipArchiveMode.Read);
        using ZipArchive normalized = new(destination, ZipArchiveMode.Create);
        foreach (ZipArchiveEntry entry in source.Entries)
        {
            using Stream from = entry.Open();
            Add(entry.FullName, from);
        }

        foreach ((string name, byte[] content) in added)
        {
            using MemoryStream from = new(content);
            Add(name, from);
        }

        void Add(string name, Stream from)
        {
            ZipArchiveEntry copy = normalized.CreateEntry(name, CompressionLevel.NoCompression);
            copy.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream to = copy.Open();
            from.CopyTo(to);
        }
    }
}
