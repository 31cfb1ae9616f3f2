using System.Numerics;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Applies <see cref="ElasticAugmentation"/>: maps every pixel of the result to a position in the source image and interpolates
/// bilinearly between the four pixels around it.
/// </summary>
internal sealed class ElasticAugmenter : IAugmenter
{
    // Positions are fixed-point numbers with eight fractional bits.
    private const int FractionBits = 8;
    private const int One = 1 << FractionBits;

    private readonly ElasticAugmentation _options;
    private readonly Shape _shape;
    private readonly DisplacementField _field;

    // The channels with a border of blank pixels, one before and two after, so that positions near the edge need no bounds check.
    private readonly byte[] _bordered;
    private readonly int _stride;

    private readonly Vector<float>[] _columns;
    private readonly Vector<float>[] _x;
    private readonly Vector<float>[] _y;
    private readonly int[] _index;
    private readonly int[] _xFraction;
    private readonly int[] _yFraction;

    public ElasticAugmenter(ElasticAugmentation options, Shape shape)
    {
        _options = options;
        _shape = shape;
        _field = new DisplacementField(shape.Height, shape.Width);
        _stride = shape.Width + 3;
        _bordered = new byte[checked(shape.Channels * (shape.Height + 3) * _stride)];
        int blocks = DisplacementField.Blocks(shape.Width),
            padded = blocks * Vector<float>.Count;
        float[] columns = [.. Enumerable.Range(0, padded).Select(column => column - ((shape.Width - 1) / 2f))];
        _columns = [.. Enumerable.Range(0, blocks).Select(block => new Vector<float>(columns, block * Vector<float>.Count))];
        _x = new Vector<float>[blocks];
        _y = new Vector<float>[blocks];
        _index = new int[padded];
        _xFraction = new int[padded];
        _yFraction = new int[padded];
    }

    public void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random)
    {
        CopyIntoBorder(image);
        (Matrix3x2 map, float deviation) = Draw(random);
        for (int row = 0; row < _shape.Height; row++)
        {
            Locate(row, map, deviation > 0);
            for (int channel = 0; channel < _shape.Channels; channel++)
                Read(channel, result.Slice(row * _shape.Width * _shape.Channels, _shape.Width * _shape.Channels));
        }
    }

    /// <summary>Draws the map from a pixel to its source position, relative to the center, and the standard deviation of the field, in pixels.</summary>
    private (Matrix3x2 Map, float Deviation) Draw(RandomSource random)
    {
        float longerSide = Math.Max(_shape.Height, _shape.Width);
        Matrix3x2 map =
            Matrix3x2.CreateRotation(Between(_options.Rotation * MathF.PI / 180))
            * new Matrix3x2(1, 0, Between(_options.Slant), 1, 0, 0)
            * Matrix3x2.CreateScale(1 / (1 + Between(_options.Scaling)), 1 / (1 + Between(_options.Scaling)))
            * Matrix3x2.CreateTranslation(Between(_options.Shift * longerSide), Between(_options.Shift * longerSide));
        float deviation = _options.Displacement * longerSide;
        if (deviation > 0)
            _field.Draw(deviation, random);
        return (map, deviation);

        float Between(float maximum) => (float)random.NextDouble(-maximum, maximum);
    }

    private void CopyIntoBorder(ReadOnlySpan<byte> image)
    {
        for (int channel = 0; channel < _shape.Channels; channel++)
        {
            for (int row = 0; row < _shape.Height; row++)
            {
                ReadOnlySpan<byte> line = image.Slice(row * _shape.Width * _shape.Channels, _shape.Width * _shape.Channels);
                Span<byte> plane = _bordered.AsSpan((((channel * (_shape.Height + 3)) + row + 1) * _stride) + 1, _shape.Width);
                for (int column = 0; column < plane.Length; column++)
                    plane[column] = line[(column * _shape.Channels) + channel];
            }
        }
    }

    /// <summary>Computes the source positions of one row: indices into the bordered image, and fractions.</summary>
    private void Locate(int row, in Matrix3x2 map, bool isDisplaced)
    {
        float fromCenter = row - ((_shape.Height - 1) / 2f);
        Vector<float> startX = new((fromCenter * map.M21) + map.M31 + ((_shape.Width - 1) / 2f));
        Vector<float> startY = new((fromCenter * map.M22) + map.M32 + ((_shape.Height - 1) / 2f));
        for (int block = 0; block < _columns.Length; block++)
        {
            _x[block] = (_columns[block] * map.M11) + startX;
            _y[block] = (_columns[block] * map.M12) + startY;
        }

        if (isDisplaced)
            _field.AddRow(row, _x, _y);
        for (int block = 0; block < _columns.Length; block++)
        {
            Vector<int> x = ToFixedPoint(_x[block], _shape.Width),
                y = ToFixedPoint(_y[block], _shape.Height);
            int at = block * Vector<float>.Count;
            ((Vector.ShiftRightLogical(y, FractionBits) * new Vector<int>(_stride)) + Vector.ShiftRightLogical(x, FractionBits)).CopyTo(
                _index,
                at
            );
            (x & new Vector<int>(One - 1)).CopyTo(_xFraction, at);
            (y & new Vector<int>(One - 1)).CopyTo(_yFraction, at);
        }
    }

    /// <summary>Converts positions to fixed point, relative to the bordered image, clamping those beyond the border.</summary>
    private static Vector<int> ToFixedPoint(Vector<float> position, int size)
    {
        Vector<float> bordered = Vector.Min(Vector.Max(position + Vector<float>.One, Vector<float>.Zero), new Vector<float>(size + 1));
        return Vector.ConvertToInt32((bordered * new Vector<float>(One)) + new Vector<float>(0.5f));
    }

    /// <summary>Interpolates one channel of one row of pixels bilinearly.</summary>
    private void Read(int channel, Span<byte> line)
    {
        ReadOnlySpan<byte> plane = _bordered.AsSpan(channel * (_shape.Height + 3) * _stride, (_shape.Height + 3) * _stride);
        for (int column = 0; column < _shape.Width; column++)
        {
            ReadOnlySpan<byte> corner = plane.Slice(_index[column], _stride + 2);
            ref byte result = ref line[(column * _shape.Channels) + channel];
            int a = corner[0],
                b = corner[1],
                c = corner[_stride],
                d = corner[_stride + 1];

            // Most of an image is blank.
            if ((a | b | c | d) == 0)
            {
                result = 0;
                continue;
            }

            int x = _xFraction[column],
                y = _yFraction[column];
            int above = (a * (One - x)) + (b * x),
                below = (c * (One - x)) + (d * x);
            result = (byte)(((above * (One - y)) + (below * y) + (One * One / 2)) >> (2 * FractionBits));
        }
    }
}
