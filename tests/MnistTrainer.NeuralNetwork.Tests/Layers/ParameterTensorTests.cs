namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The order of a tensor's values among the parameters, and in its shape.</summary>
public sealed class ParameterTensorTests
{
    /// <summary>Weights of two units and three inputs lie input by input; the shape has them unit by unit.</summary>
    [Fact]
    public void Weights_become_rows_of_units()
    {
        ParameterTensor weights = new("weight", 2, 3);
        Assert.Equal([11, 12, 13, 21, 22, 23], weights.ToShape([11, 21, 12, 22, 13, 23]));
        Assert.Equal([0, 3, 1, 4, 2, 5], weights.PlacesInShape());
    }

    /// <summary>A value is where its index along every axis says, whatever the order.</summary>
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 0, 1)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 1, 0)]
    public void Every_value_keeps_its_index_along_each_axis(int slowest, int middle, int fastest)
    {
        int[] sizes = [2, 3, 5];
        ParameterTensor tensor = new("weight", 2, 3, 5) { Order = [slowest, middle, fastest] };
        float[] values = new float[30];
        int[] at = new int[3];
        int i = 0;
        for (at[slowest] = 0; at[slowest] < sizes[slowest]; at[slowest]++)
        {
            for (at[middle] = 0; at[middle] < sizes[middle]; at[middle]++)
            {
                for (at[fastest] = 0; at[fastest] < sizes[fastest]; at[fastest]++)
                    values[i++] = (100 * at[0]) + (10 * at[1]) + at[2];
            }
        }

        IEnumerable<float> expected =
            from first in Enumerable.Range(0, 2)
            from second in Enumerable.Range(0, 3)
            from third in Enumerable.Range(0, 5)
            select (float)((100 * first) + (10 * second) + third);
        Assert.Equal(expected, tensor.ToShape(values));
    }
}
