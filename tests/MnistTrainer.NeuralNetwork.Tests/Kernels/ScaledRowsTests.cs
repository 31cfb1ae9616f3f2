using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Small whole numbers, whose sums and products are exact in any order, beside the definitions.</summary>
public sealed unsafe class ScaledRowsTests
{
    private const float Rate = 2;

    private readonly Random _random = new(5);

    public static TheoryData<int, int> Shapes =>
        new()
        {
            { 1, 1 },
            { 3, 8 },
            { 32, 128 },
            { 5, 21 },
            { 64, 16 },
            { 7, 40 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Scales_rows_and_sums_them(int rows, int columns)
    {
        FloatBuffer weights = Draw(rows * columns),
            scales = Draw(rows),
            scaled = new(rows * columns),
            sums = new(rows * columns);
        ScaledRows.Prepare(weights.Pointer, scales.Pointer, Rate, rows, columns, scaled.Pointer, sums.Pointer);
        for (int j = 0; j < columns; j++)
        {
            float sum = 0;
            for (int i = 0; i < rows; i++)
            {
                float expected = Rate * scales.Span[i] * weights.Span[(i * columns) + j];
                Assert.Equal(expected, scaled.Span[(i * columns) + j]);
                Assert.Equal(sum += expected, sums.Span[(i * columns) + j]);
            }
        }

        GC.KeepAlive((weights, scales));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Splits_the_gradient_into_those_of_scales_and_weights(int rows, int columns)
    {
        FloatBuffer weights = Draw(rows * columns),
            scales = Draw(rows),
            gradient = Draw(rows * columns),
            scaleGradient = new(rows);
        float[] before = gradient.Span.ToArray();
        ScaledRows.Split(gradient.Pointer, weights.Pointer, scales.Pointer, Rate, rows, columns, scaleGradient.Pointer);
        for (int i = 0; i < rows; i++)
        {
            float sum = 0;
            for (int j = 0; j < columns; j++)
            {
                sum += before[(i * columns) + j] * weights.Span[(i * columns) + j];
                Assert.Equal(Rate * scales.Span[i] * before[(i * columns) + j], gradient.Span[(i * columns) + j]);
            }

            Assert.Equal(Rate * sum, scaleGradient.Span[i]);
        }
    }

    /// <summary>Two vectors of eight sums for the scale of a row, whatever vectors the machine has.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sums_for_scales_in_the_same_order_on_every_machine(int rows, int columns)
    {
        RandomSource random = new(6);
        FloatBuffer weights = new(rows * columns),
            scales = Draw(rows),
            gradient = new(rows * columns),
            scaleGradient = new(rows);
        for (int i = 0; i < rows * columns; i++)
            (weights.Span[i], gradient.Span[i]) = ((float)random.NextGaussian(), (float)random.NextGaussian());
        float[] before = gradient.Span.ToArray();
        ScaledRows.Split(gradient.Pointer, weights.Pointer, scales.Pointer, Rate, rows, columns, scaleGradient.Pointer);
        int inVectors = columns / 16 * 16;
        for (int row = 0; row < rows; row++)
        {
            float[] sums = new float[16];
            for (int j = 0; j < inVectors; j++)
                sums[j % 16] = Add(sums[j % 16], (row * columns) + j);
            float sum = Vector256.Sum(Vector256.Create([.. Enumerable.Range(0, 8).Select(i => sums[i] + sums[8 + i])]));
            for (int j = inVectors; j < columns; j++)
                sum = Add(sum, (row * columns) + j);
            Assert.Equal(Rate * sum, scaleGradient.Span[row]);
        }

        GC.KeepAlive(scales);

        float Add(float sum, int at) => MathF.FusedMultiplyAdd(before[at], weights.Span[at], sum);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Adds_the_rows_from_each_on(int rows, int columns)
    {
        FloatBuffer sums = Draw(rows * columns),
            others = Draw(rows * columns),
            counts = new(rows);
        counts.Span.Fill(1);
        float[] expected = sums.Span.ToArray();
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                expected[(i * columns) + j] += Enumerable.Range(i, rows - i).Sum(k => others.Span[(k * columns) + j]);
        }

        ScaledRows.AddSums(sums.Pointer, others.Pointer, counts.Pointer, rows, columns);
        Assert.Equal(expected, sums.Span.ToArray());
        GC.KeepAlive((others, counts));
    }

    /// <summary>0.3 + 0.4 - 0.7 leaves a rest in floats, but where nothing is counted nothing is added.</summary>
    [Fact]
    public void Adds_nothing_where_nothing_is_counted()
    {
        FloatBuffer sums = new(5),
            others = new(5),
            counts = new(5);
        float[] values = [0.5f, -0.7f, 0.4f, 0.3f, 0],
            signs = [1, -2, 1, 1, 0];
        values.CopyTo(others.Span);
        signs.CopyTo(counts.Span);
        ScaledRows.AddSums(sums.Pointer, others.Pointer, counts.Pointer, 5, 1);
        Assert.Equal([0.5f, 0, 0.3f + 0.4f, 0.3f, 0], sums.Span.ToArray());
        GC.KeepAlive((others, counts));
    }

    private FloatBuffer Draw(int count)
    {
        FloatBuffer drawn = new(count);
        foreach (ref float value in drawn.Span)
            value = _random.Next(-8, 9);
        return drawn;
    }
}
