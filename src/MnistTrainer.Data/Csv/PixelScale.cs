using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>The range of a table's pixels, from 0 for background to <paramref name="Maximum"/> for ink: 1, 16 or 255.</summary>
/// <param name="Maximum">The value that maps to 255.</param>
internal readonly record struct PixelScale(double Maximum)
{
    /// <summary>The largest valid pixel in any table.</summary>
    public const double Largest = 255;

    private static readonly double[] Maxima = [1, 16, Largest];

    /// <summary>Returns the smallest scale that includes this value, 0 to 255.</summary>
    public static PixelScale For(double value) => new(Maxima.First(maximum => value <= maximum));

    /// <summary>Converts a value from 0 to <see cref="Maximum"/> to the nearest byte.</summary>
    public byte ToByte(double value) => (byte)((value * (Largest / Maximum)) + 0.5);

    /// <summary>Rescales integers that were stored unscaled, once the largest of them is known.</summary>
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
