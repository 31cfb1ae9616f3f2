using System.Numerics;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// A smooth random displacement field over an image: uniform cubic B-splines over a coarse grid of random numbers. A spline of spacing h
/// smooths like a Gaussian of standard deviation h/√3, so four cells per side of a 28x28 image correspond to Simard's field with σ = 4 at
/// a fraction of the cost.
/// </summary>
internal sealed class DisplacementField
{
    private const int Cells = 4;
    private const int Nodes = Cells + 3;

    // The first half of a row of nodes holds horizontal displacements, the second half vertical ones.
    private const int Half = 8;

    /// <summary>
    /// The standard deviation, averaged over the image, of a field whose nodes are uniform from -1 to 1: their variance is 1/3, and the
    /// spline scales it by 151/315 in each direction, the mean sum of squares of its weights.
    /// </summary>
    private static readonly float UnitDeviation = (float)(Math.Sqrt(1.0 / 3) * 151 / 315);

    private readonly float[] _grid = new float[Nodes * 2 * Half];
    private readonly float[] _row = new float[2 * Half];
    private readonly (int Cell, float[] Weights)[] _rowWeights;

    // The weights of all columns for each node, so that a row of displacements is a few vector sums.
    private readonly Vector<float>[] _columnWeights;
    private readonly int _blocks;

    /// <param name="height">The height of the image.</param>
    /// <param name="width">The width of the image.</param>
    public DisplacementField(int height, int width)
    {
        _rowWeights = [.. Enumerable.Range(0, height).Select(row => SplineAt(row, height))];
        _blocks = Blocks(width);
        float[] columnWeights = new float[Nodes * _blocks * Vector<float>.Count];
        for (int column = 0; column < width; column++)
        {
            (int cell, float[] weights) = SplineAt(column, width);
            for (int i = 0; i < weights.Length; i++)
                columnWeights[((cell + i) * _blocks * Vector<float>.Count) + column] = weights[i];
        }

        _columnWeights =
        [
            .. Enumerable.Range(0, Nodes * _blocks).Select(block => new Vector<float>(columnWeights, block * Vector<float>.Count)),
        ];
    }

    /// <summary>Returns the number of vectors in a row of this width.</summary>
    public static int Blocks(int width) => (width + Vector<float>.Count - 1) / Vector<float>.Count;

    /// <summary>Draws a new field.</summary>
    /// <param name="deviation">The standard deviation of the displacements, in pixels.</param>
    /// <param name="random">The random source.</param>
    public void Draw(float deviation, RandomSource random)
    {
        float unit = deviation / UnitDeviation / (1L << 31);
        for (int node = 0; node < Nodes * Nodes; node++)
        {
            ulong bits = random.NextBits();
            int at = (node / Nodes * 2 * Half) + (node % Nodes);
            _grid[at] = (int)bits * unit;
            _grid[at + Half] = (int)(bits >> 32) * unit;
        }
    }

    /// <summary>Adds the displacements of one row, in pixels.</summary>
    /// <param name="row">The row.</param>
    /// <param name="x">The horizontal positions of the columns.</param>
    /// <param name="y">The vertical positions of the columns.</param>
    public void AddRow(int row, Span<Vector<float>> x, Span<Vector<float>> y)
    {
        BlendNodes(row);
        for (int block = 0; block < _blocks; block++)
        {
            Vector<float> dx = Vector<float>.Zero,
                dy = Vector<float>.Zero;
            for (int node = 0; node < Nodes; node++)
            {
                Vector<float> weights = _columnWeights[(node * _blocks) + block];
                dx += weights * _row[node];
                dy += weights * _row[Half + node];
            }

            x[block] += dx;
            y[block] += dy;
        }
    }

    /// <summary>Computes the weighted sum of the four nearest rows of nodes.</summary>
    private void BlendNodes(int row)
    {
        (int cell, float[] weights) = _rowWeights[row];
        ReadOnlySpan<float> nodes = _grid.AsSpan(cell * 2 * Half, 4 * 2 * Half);
        for (int i = 0; i < 2 * Half; i += Vector<float>.Count)
        {
            Vector<float> sum = Vector<float>.Zero;
            for (int k = 0; k < 4; k++)
                sum += new Vector<float>(nodes[((k * 2 * Half) + i)..]) * weights[k];
            sum.CopyTo(_row, i);
        }
    }

    /// <summary>Returns the cell of a pixel's center and the weights of the four nodes that affect it (de Boor 1978).</summary>
    private static (int Cell, float[] Weights) SplineAt(int pixel, int pixels)
    {
        double at = (pixel + 0.5) * Cells / pixels;
        int cell = (int)at;
        double t = at - cell,
            u = 1 - t;
        double[] weights = [u * u * u, 4 - (3 * t * t * (1 + u)), 4 - (3 * u * u * (1 + t)), t * t * t];
        return (cell, [.. weights.Select(weight => (float)(weight / 6))]);
    }
}
