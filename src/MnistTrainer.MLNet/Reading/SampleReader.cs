using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Reads all rows of a data view into samples, in order, through one cursor. Rows that cannot be trained on are skipped, as ML.NET's own trainers do, and
/// their number is logged.
/// </summary>
/// <param name="task">The task, which defines the labels.</param>
/// <param name="options">The names of the columns to read.</param>
/// <param name="channel">The log for skipped rows.</param>
internal sealed class SampleReader(PredictionTask task, NeuralNetworkTrainer.Options options, IChannel channel)
{
    /// <summary>Reads all rows.</summary>
    /// <param name="data">The data view to read.</param>
    /// <param name="role">The name of the data in messages: <c>training</c>.</param>
    public Samples Read(IDataView data, string role)
    {
        SampleColumns columns = SampleColumns.Of(data.Schema, task, options);

        // Reading the rows would give the same samples.
        if (
            data is SamplesDataView { Samples: Samples<byte> bytes }
            && bytes.Shape == columns.Shape
            && task is MulticlassTask
            && columns.Weight is null
            && columns.Embedding is null
        )
            return bytes;

        using SampleCursor cursor = new(data, columns, task);
        Samples samples = cursor.Read(int.MaxValue, options);
        foreach (string message in cursor.Skipped.Messages(role))
            channel.Warning(MessageSensitivity.None, message);
        cursor.Skipped.CheckAnyLeft(role);
        if (samples is SparseSamples sparse)
            channel.Info(MessageSensitivity.None, SparseRows.Describe(sparse));
        return samples;
    }
}
