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
}
