using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Reads the rows of a data view into samples, in their order through one cursor. Rows that cannot be learned from are left out, as ML.NET's own trainers
/// do, and counted.
/// </summary>
/// <param name="task">What labels are.</param>
/// <param name="options">The columns that are read.</param>
/// <param name="channel">Told of what is left out.</param>
internal sealed class SampleReader(LearningTask task, NeuralNetworkTrainer.Options options, IChannel channel)
{
    /// <summary>Reads all rows.</summary>
    /// <param name="data">What is read.</param>
    /// <param name="role">What messages call it: <c>training</c>.</param>
    public Samples Read(IDataView data, string role)
    {
        SampleColumns columns = SampleColumns.Of(data.Schema, task, options);

        // Reading would come to the same.
        if (
            data is SamplesDataView { Samples: Samples<byte> bytes }
            && bytes.Shape == columns.Shape
            && task is MulticlassTask
            && columns.Weight is null
        )
            return bytes;

        using SampleCursor cursor = new(data, columns, task);
        Samples samples = cursor.Read(int.MaxValue, options);
        foreach (string message in cursor.Skipped.Messages(role))
            channel.Warning(MessageSensitivity.None, message);
        return samples;
    }
}
