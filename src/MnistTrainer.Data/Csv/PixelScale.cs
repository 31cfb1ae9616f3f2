using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// The range of a table's pixels, from <paramref name="Minimum"/> for background to <paramref name="Maximum"/> for ink: from 0 to 1, 16, 255 or
/// 65535, from -1 to 1, or any other where pixels were standardized.
/// </summary>
/// <param name="Minimum">The value that maps to 0.</param>
/// <param name="Maximum">The value that maps to 255.</param>
internal readonly record struct PixelScale(double Minimum, double Maximum)
{
    /// <summary>The largest pixel in most tables.</summary>
    public const double Largest = 255;

    private static readonly double[] Maxima = [1, 16, Largest];

    // Those of 4 to 7 bits, and percent.
    private static readonly double[] PlainMaxima = [15, 31, 63, 100, 127];

    // Fewer images may all end at a plain value by chance.
    private const int MinimumImages = 10;

    // Ink of images from 0 to 255 often is a little lighter than 255.
    private const double MinimumUse = 0.9;

    /// <summary>Returns the smallest scale that includes this value, 0 to 255.</summary>
    public static PixelScale For(double value) => new(0, Maxima.First(maximum => value <= maximum));

    /// <summary>
    /// Returns the range up to the largest value, where a standard range that starts at 0 would leave most of itself unused: rounding errors
    /// and overshoots of resampling make pixels a little larger than 1, and pixels may have been divided by 255 twice. Otherwise null.
    /// </summary>
    /// <param name="largest">The largest value, if some were fractions.</param>
    public PixelScale? Tighten(double largest)
    {
        double least = Maximum switch
        {
            1 => 0.25,
            16 => 2,
            _ => 0,
        };
        return Minimum == 0 && largest > 0 && largest < least ? new PixelScale(0, largest) : null;
    }

    /// <summary>
    /// Returns the range up to the largest value, where it is a plain one such as 31 or 100 that at least half of the images reach. Otherwise
    /// null.
    /// </summary>
    /// <param name="largest">The largest value.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="reaching">Returns how many of them have a byte in this scale.</param>
    public PixelScale? EndAt(double largest, int images, Func<byte, int> reaching)
    {
        if (Minimum != 0 || largest == Maximum || !PlainMaxima.Contains(largest))
            return null;
        return images >= MinimumImages && reaching(ToByte(largest)) * 2L >= images ? new PixelScale(0, largest) : null;
    }

    /// <summary>Describes the range, and that the images do not use it.</summary>
    /// <param name="largest">The largest value.</param>
    public string Describe(double largest) =>
        Minimum == 0 && largest < MinimumUse * Maximum
            ? string.Create(CultureInfo.InvariantCulture, $"{this}, although the largest is {largest:0.####}")
            : ToString();

    /// <summary>Whether a value is in the range.</summary>
    public bool Contains(double value) => value >= Minimum && value <= Maximum;

    /// <summary>Converts a value from <see cref="Minimum"/> to <see cref="Maximum"/> to the nearest byte.</summary>
    public byte ToByte(double value) => (byte)(((value - Minimum) * (Largest / (Maximum - Minimum))) + 0.5);

    /// <summary>The scale of integers that were stored unscaled, by the largest of them.</summary>
    public static PixelScale OfIntegers(int largest) =>
        new(
            0,
            largest > 16 ? Largest
                : largest > 1 ? 16
                : 1
        );

    /// <summary>Rescales integers that were stored unscaled, once the largest of them is known.</summary>
    public static PixelScale Rescale(Span<byte> pixels)
    {
        PixelScale scale =
            pixels.ContainsAnyExceptInRange((byte)0, (byte)16) ? new(0, Largest)
            : pixels.ContainsAnyExceptInRange((byte)0, (byte)1) ? new(0, 16)
            : new(0, 1);
        if (scale.Maximum < Largest)
        {
            foreach (ref byte pixel in pixels)
                pixel = scale.ToByte(pixel);
        }

        return scale;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"pixels: {Minimum:0.####} to {Maximum:0.####}{(Minimum == 0 && Maximum == Largest ? "" : ", rescaled to 0 to 255")}"
        );
}
