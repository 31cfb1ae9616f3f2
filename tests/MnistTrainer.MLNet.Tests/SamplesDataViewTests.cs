using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Samples work as a data view.</summary>
public sealed class SamplesDataViewTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void Contains_the_rows_of_the_samples()
    {
        Samples<byte> samples = Images(70);
        SamplesDataView data = _context.Data.LoadFromSamples(samples);
        Assert.Equal(70, data.GetRowCount());
        Assert.Equal([8, 8], ((VectorDataViewType)data.Schema["Features"].Type).Dimensions);
        float[][] features = [.. data.GetColumn<float[]>("Features")];
        Assert.Equal(70, features.Length);
        for (int row = 0; row < 70; row++)
            Assert.Equal(samples.Row(row).ToArray().Select(value => (float)value), features[row]);
        IDataView named = _context.Transforms.Conversion.MapKeyToValue("Label").Fit(data).Transform(data);
        Assert.Equal(samples.Labels.ToArray().Select(label => samples.ClassNames[label]), named.GetColumn<string>("Label"));
    }

    [Fact]
    public void Vectors_have_the_dimensions_of_the_shape()
    {
        int[] DimensionsOf(Shape shape) =>
            [
                .. (
                    (VectorDataViewType)
                        _context
                            .Data.LoadFromSamples(new Samples<float>(shape, new float[shape.Size], [0], ["one"]))
                            .Schema["Features"]
                            .Type
                ).Dimensions,
            ];

        Assert.Equal([7], DimensionsOf(Shape.Vector(7)));
        Assert.Equal([2, 3], DimensionsOf(Shape.Image(2, 3)));
        Assert.Equal([3, 2, 4], DimensionsOf(new Shape(3, 2, 4)));

        // In the order of the values: the colors of a pixel are next to each other.
        Assert.Equal([6, 5, 3], DimensionsOf(new Shape(3, 6, 5)));
    }

    /// <summary>ML.NET merges the rows of a set of cursors by their batches and distinguishes them by their ids.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_set_of_cursors_has_each_row_once_under_its_own_id(int wanted)
    {
        SamplesDataView view = _context.Data.LoadFromSamples(Images(300));
        List<DataViewRowId> ids = [];
        foreach (DataViewRowCursor cursor in view.GetRowCursorSet(view.Schema, wanted))
        {
            using (cursor)
            {
                ValueGetter<DataViewRowId> get = cursor.GetIdGetter();
                DataViewRowId id = default;
                while (cursor.MoveNext())
                {
                    get(ref id);
                    ids.Add(id);
                }
            }
        }

        Assert.Equal(300, ids.Count);
        Assert.Equal(300, ids.Distinct().Count());
    }

    [Fact]
    public void Has_no_label_column_without_labels()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(
            new Samples<byte>(Shape.Vector(2), [1, 2, 3, 4], labels: null, classNames: [])
        );
        Assert.Equal("Features", Assert.Single(data.Schema).Name);
    }

    [Fact]
    public void The_trainers_of_ML_NET_accept_it()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(200));
        IDataView scored = _context
            .MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 5)
            .Fit(data)
            .Transform(data);
        Assert.True(_context.MulticlassClassification.Evaluate(scored).MicroAccuracy > 0.9);
    }
}
