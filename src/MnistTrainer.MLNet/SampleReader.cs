using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Reads the rows of a data view into samples: once, through one cursor.</summary>
internal sealed class SampleReader(NeuralNetworkTrainer.Options options, IChannel channel)
{
    /// <param name="data">What is read.</param>
    /// <param name="role">What messages call it: <c>training</c>.</param>
    public Samples Read(IDataView data, string role)
    {
        DataViewSchema.Column labelColumn = Columns.Label(data.Schema, options.LabelColumnName);
        DataViewSchema.Column featureColumn = Columns.Features(data.Schema, options.FeatureColumnName);
        Shape shape = options.InputShape ?? ShapeOf((VectorDataViewType)featureColumn.Type);
        int size = ((VectorDataViewType)featureColumn.Type).Size;
        if (shape.Size != size)
        {
            throw new InvalidInputException(
                $"feature column '{featureColumn.Name}'",
                $"{shape.Size} values for pictures of {shape}",
                $"{size}",
                "Give the shape that the data has");
        }

        // Reading would come to the same.
        if (data is SamplesDataView { Samples: Samples<byte> bytes } && bytes.Shape == shape)
            return bytes;

        SampleCollector collector = new(size, data.GetRowCount(), $"{role} data, column '{featureColumn.Name}'");
        int[] labels = ReadRows(data, labelColumn, featureColumn, role, collector);
        return collector.ToSamples(shape, labels, ClassValueType.NamesOf(labelColumn, Columns.ClassCount(labelColumn)));
    }

    private static Shape ShapeOf(VectorDataViewType type) => type.Dimensions switch
    {
        [int height, int width] => Shape.Picture(height, width),
        [int channels, int height, int width] => new Shape(channels, height, width),
        _ => Shape.Vector(type.Size),
    };

    private int[] ReadRows(
        IDataView data, DataViewSchema.Column labelColumn, DataViewSchema.Column featureColumn, string role, SampleCollector collector)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([labelColumn, featureColumn]);
        ValueGetter<uint> getLabel = cursor.GetGetter<uint>(labelColumn);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(featureColumn);
        int classes = Columns.ClassCount(labelColumn);
        List<int> labels = [];
        uint label = 0;
        VBuffer<float> features = default;
        long row = 0;
        while (cursor.MoveNext())
        {
            options.Cancellation.ThrowIfCancellationRequested();
            row++;
            getLabel(ref label);
            if (label == 0 || label > classes)
                continue;
            getFeatures(ref features);
            collector.Add(features, row);
            labels.Add((int)label - 1);
        }

        long skipped = row - labels.Count;
        if (skipped > 0)
            channel.Warning(MessageSensitivity.None, $"{skipped} of {row} rows of the {role} data have no label and are left out.");
        return [.. labels];
    }
}
