using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Saves models as <c>mlContext.Model.Save</c> does, but so that the same model always gives the same bytes.</summary>
public static class NeuralNetworkModel
{
    /// <summary>Saves a model for <c>mlContext.Model.Load</c>. The file is written beside its name and renamed into place.</summary>
    /// <param name="context">The context.</param>
    /// <param name="model">The transformer, alone or in a chain.</param>
    /// <param name="inputSchema">The columns that the model is applied to; saved with it.</param>
    /// <param name="path">The file. Its folder is made if need be.</param>
    /// <exception cref="InvalidInputException">There is no writing there.</exception>
    public static void Save(MLContext context, ITransformer model, DataViewSchema inputSchema, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using MemoryStream zip = new();
        context.Model.Save(model, inputSchema, zip);
        AtomicFile.Write(path, file => Normalize(zip, file));
    }

    /// <summary>
    /// Saves a network that was made elsewhere as a model of the columns that <see cref="NeuralNetworkCatalog.LoadFromSamples"/> gives, behind it the step that
    /// turns keys into the names of classes.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. Its folder is made if need be.</param>
    /// <exception cref="InvalidInputException">There is no writing there.</exception>
    public static void Save(Network network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        MLContext context = new();
        SamplesDataView rows = context.Data.LoadFromSamples(
            new Samples<float>(network.Definition.InputShape, [], labels: [], network.Definition.ClassNames)
        );
        NeuralNetworkTransformer transformer = new(
            network,
            SamplesDataView.FeaturesName,
            new MulticlassColumns(network.Definition.ClassNames, ClassValueType.Text),
            training: null
        );
        ITransformer toNames = context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(transformer.Transform(rows));
        Save(context, new TransformerChain<ITransformer>(transformer, toNames), rows.Schema, path);
    }

    /// <summary>Loads a model as <c>mlContext.Model.Load</c> does, makes networks known before, and says what to do where it does not load.</summary>
    /// <param name="context">The context.</param>
    /// <param name="path">The file.</param>
    /// <param name="inputSchema">The columns that were saved with it.</param>
    /// <exception cref="InvalidInputException">It cannot be read, is none, is damaged, or was saved by a newer version.</exception>
    /// <exception cref="NotSupportedException">This version of Microsoft.ML is not one that networks are loaded with.</exception>
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
            string found = File.Exists(path) ? e.Message.TrimEnd('.') : "nothing there";
            throw new InvalidInputException(path, "a model", found, "Check the path, or train a model first", e);
        }
        // Whatever else ML.NET throws where a file is not what it should be: it has no type of its own for that.
        catch (Exception e) when (e is not (NotSupportedException or OutOfMemoryException))
        {
            throw new InvalidInputException(
                path,
                "a model that ML.NET saved",
                e.GetBaseException().Message.TrimEnd('.'),
                "Copy it again, or train it anew",
                e
            );
        }
    }

    /// <summary>
    /// Copies a zip without what differs from run to run: ML.NET writes the time into every entry. Nothing is compressed, because
    /// parameters hardly shrink and compressors differ between processors.
    /// </summary>
    private static void Normalize(Stream zip, Stream destination)
    {
        zip.Position = 0;
        using ZipArchive source = new(zip, ZipArchiveMode.Read);
        using ZipArchive normalized = new(destination, ZipArchiveMode.Create);
        foreach (ZipArchiveEntry entry in source.Entries)
        {
            ZipArchiveEntry copy = normalized.CreateEntry(entry.FullName, CompressionLevel.NoCompression);
            copy.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream from = entry.Open();
            using Stream to = copy.Open();
            from.CopyTo(to);
        }
    }
}
