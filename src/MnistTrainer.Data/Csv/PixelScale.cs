using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>The range that a table's pixels use, from 0 for paper to <paramref name="Maximum"/> for ink: 1, 16 or 255.</summary>
/// <param name="Maximum">The value that becomes 255.</param>
internal readonly record struct PixelScale(double Maximum)
{
    /// <summary>The largest value that any table may hold.</summary>
    public const double Largest = 255;

    private static readonly double[] Maxima = [1, 16, Largest];

    /// <summary>The smallest scale that holds this value, 0 to 255.</summary>
    public static PixelScale For(double value) => new(Maxima.First(maximum => value <= maximum));

    /// <summary>The byte nearest to a value from 0 to <see cref="Maximum"/>.</summary>
    public byte ToByte(double value) => (byte)((value * (Largest / Maximum)) + 0.5);

    /// <summary>Rescales whole numbers that were kept as they are, once the largest of them is known.</summary>
    public static PixelScale Rescale(Span<byte> pixels)
    {
        PixelScale scale =
            pixels.ContainsAnyExceptInRange((byte)0, (byte)16) ? new(Largest)
            : pixels.ContainsAnyExceptInRange((byte)0, (byte)1) ? new(16)
            : new(1);
        if (scale.Maximum < Largest)
        {
            foreach (ref byte pixel in pixels)
                pixel = scale.ToByte(pixel);
        }

        return scale;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"pixels: 0 to {Maximum}{(Maximum < Largest ? ", rescaled to 0 to 255" : "")}");
}
