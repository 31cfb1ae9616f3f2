using System.Numerics;
using System.Runtime.InteropServices;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// A short description of an image for comparing it with many: its values with mean 0 and length 1, projected on orthonormal cosines of low frequency along rows and columns, for each
/// channel. No projection is longer than what is projected, so the distance of two descriptions is at most that of the images, and a search by them misses nothing.
/// </summary>
internal sealed class LowFrequencies
{
    /// <summary>The number of values of a description; those for which an image has no frequency are 0.</summary>
    public const int Length = 32;

    private readonly float[][] _directions;

    /// <param name="shape">The shape of the images.</param>
    public LowFrequencies(Shape shape) =>
        _directions = [.. Lowest(shape).Take(Length).Select(one => Direction(shape, one.Channel, one.Y, one.X))];

    /// <summary>Describes an image.</summary>
    /// <param name="values">Its values, which are not all the same.</param>
    /// <param name="description">Receives the description.</param>
    public void Describe(ReadOnlySpan<byte> values, Span<float> description)
    {
        float[] normalized = new float[values.Length];
        double mean = 0,
            squares = 0;
        foreach (byte value in values)
            mean += value;
        mean /= values.Length;
        foreach (byte value in values)
            squares += (value - mean) * (value - mean);
        double scale = 1 / Math.Sqrt(squares);
        for (int i = 0; i < values.Length; i++)
            normalized[i] = (float)((values[i] - mean) * scale);
        for (int i = 0; i < _directions.Length; i++)
            description[i] = Dot(normalized, _directions[i]);
    }

    // The mean of an image with one channel is 0, so the frequency 0 has no information.
    private static IEnumerable<(int Channel, int Y, int X)> Lowest(Shape shape) =>
        from channel in Enumerable.Range(0, shape.Channels)
        from y in Enumerable.Range(0, Math.Min(shape.Height, Length))
        from x in Enumerable.Range(0, Math.Min(shape.Width, Length))
        where shape.Channels > 1 || x + y > 0
        orderby x + y, channel, y
        select (channel, y, x);

    private static float[] Direction(Shape shape, int channel, int y, int x)
    {
        float[] direction = new float[shape.Size];
        double scale = Scale(y, shape.Height) * Scale(x, shape.Width);
        for (int row = 0; row < shape.Height; row++)
        {
            double vertical = scale * Math.Cos(Math.PI * y * (row + 0.5) / shape.Height);
            for (int column = 0; column < shape.Width; column++)
            {
                int at = (((row * shape.Width) + column) * shape.Channels) + channel;
                direction[at] = (float)(vertical * Math.Cos(Math.PI * x * (column + 0.5) / shape.Width));
            }
        }

        return direction;
    }

    // Of the discrete cosine transform (DCT-II), so that every direction has length 1.
    private static double Scale(int frequency, int count) => Math.Sqrt((frequency == 0 ? 1.0 : 2.0) / count);

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a),
            right = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < left.Length; i++)
            sums += left[i] * right[i];
        float sum = Vector.Sum(sums);
        for (int i = left.Length * Vector<float>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
