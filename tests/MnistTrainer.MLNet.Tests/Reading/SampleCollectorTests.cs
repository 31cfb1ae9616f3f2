using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Integers from 0 to 255 are stored as bytes until the first other value.</summary>
public sealed class SampleCollectorTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    [InlineData(1000L)]
    public void Stores_integers_as_bytes_for_any_expected_number_of_rows(long? expectedRows)
    {
        SampleCollector collector = new(3, expectedRows, "data");
        for (int row = 0; row < 200; row++)
            collector.Add(new VBuffer<float>(3, [row, 255, 0]));
        Samples<byte> samples = Assert.IsType<Samples<byte>>(collector.ToSamples(Shape.Vector(3), new int[200], ["one"]));
        Assert.Equal(200, samples.Count);
        Assert.Equal([199, 255, 0], samples.Row(199).ToArray());
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(-1f)]
    [InlineData(256f)]
    public void Stores_floats_from_the_first_other_value_on(float other)
    {
        SampleCollector collector = new(2, 2, "data");
        collector.Add(new VBuffer<float>(2, [7, 8]));
        collector.Add(new VBuffer<float>(2, 1, [9], [1]));
        collector.Add(new VBuffer<float>(2, [3, other]));
        collector.Add(new VBuffer<float>(2, 1, [4], [0]));
        Samples<float> samples = Assert.IsType<Samples<float>>(collector.ToSamples(Shape.Vector(2), new int[4], ["one"]));
        Assert.Equal([7, 8, 0, 9, 3, other, 4, 0], Enumerable.Range(0, 4).SelectMany(row => samples.Row(row).ToArray()));
    }

    [Fact]
    public void Rows_that_are_mostly_zero_may_stay_sparse()
    {
        SampleCollector collector = new(40, 1_000_000_000, "data", allowsSparse: true);
        for (int row = 0; row < 200; row++)
            collector.Add(new VBuffer<float>(40, 3, [row, 0, float.NaN], [row % 20, 25, 39]));
        float[] whole = new float[40];
        whole[8] = 0.5f;
        collector.Add(new VBuffer<float>(40, whole));
        SparseSamples samples = Assert.IsType<SparseSamples>(collector.ToSamples(Shape.Vector(40), new int[201], ["one"]));
        Assert.Equal(201, samples.Count);
        Assert.Equal([39], samples.Columns(0).ToArray());
        Assert.Equal([19, 39], samples.Columns(199).ToArray());
        Assert.Equal([199, float.NaN], samples.Values(199).ToArray());
        Assert.Equal([8], samples.Columns(200).ToArray());
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0.5f)]
    public void Rows_become_whole_once_more_than_an_eighth_of_all_values_is_not_zero(float value)
    {
        SampleCollector collector = new(16, 4, "data", allowsSparse: true);
        SampleCollector expected = new(16, 4, "data");
        for (int row = 0; row < 4; row++)
        {
            int count = row < 2 ? 2 : 5;
            VBuffer<float> values = new(16, count, [.. Enumerable.Repeat(value, count)], [.. Enumerable.Range(row, count)]);
            collector.Add(values);
            expected.Add(values);
        }

        Samples found = collector.ToSamples(Shape.Vector(16), new int[4], ["one"]),
            same = expected.ToSamples(Shape.Vector(16), new int[4], ["one"]);
        Assert.IsType(same.GetType(), found);
        float[] one = new float[16],
            other = new float[16];
        for (int row = 0; row < 4; row++)
        {
            same.CopyRow(row, one);
            found.CopyRow(row, other);
            Assert.Equal(one, other);
        }
    }
}
