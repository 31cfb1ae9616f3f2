namespace MnistTrainer.Imaging;

/// <summary>The header of the frame of a JPEG file (ITU-T T.81, B.2.2).</summary>
/// <param name="Width">The number of columns, at least 1.</param>
/// <param name="Height">The number of rows, at least 1.</param>
/// <param name="Factors">The horizontal and vertical sampling factor of each component, 1 to 4.</param>
/// <param name="IsProgressive">Whether scans refine the image.</param>
internal sealed record JpegFrame(int Width, int Height, (int Across, int Down)[] Factors, bool IsProgressive)
{
    private const int Block = 8;

    /// <summary>The number of components, 1 to 4.</summary>
    public int Components => Factors.Length;

    /// <summary>The number of coded blocks of 8x8 samples of all components, without those that fill up the last ones.</summary>
    public long Blocks =>
        Factors.Sum(factor =>
            InBlocks((long)Width * factor.Across, Factors.Max(other => other.Across))
            * InBlocks((long)Height * factor.Down, Factors.Max(other => other.Down))
        );

    /// <summary>The bytes of all coefficients, two each, per pixel: 2 for gray to 8 for four full-size components.</summary>
    public double CoefficientBytesPerPixel =>
        2.0
        * Factors.Sum(factor => factor.Across * factor.Down)
        / (Factors.Max(factor => factor.Across) * Factors.Max(factor => factor.Down));

    /// <summary>Reads a header.</summary>
    /// <param name="content">The content of its segment.</param>
    /// <param name="isProgressive">Whether scans refine the image.</param>
    /// <exception cref="ContainerException">The header is invalid.</exception>
    public static JpegFrame Read(ReadOnlySpan<byte> content, bool isProgressive)
    {
        const string part = "frame's header";
        ContainerReader reader = new(content, isLittleEndian: false);
        int precision = reader.Byte(part);
        (int height, int width) = (reader.Short(part), reader.Short(part));
        int components = reader.Byte(part);
        if (precision != 8)
            throw ContainerException.Unreadable($"of {precision} bits");
        if (height == 0)
            throw ContainerException.Unreadable("whose height follows its pixels");
        _ = ImageContainer.Sides(width, height);
        if (components is not (1 or 3 or 4))
            throw ContainerException.Damaged($"of {components} components");
        (int Across, int Down)[] factors = new (int, int)[components];
        for (int component = 0; component < components; component++)
        {
            int factor = reader.Take(3, part)[1];
            factors[component] = (factor >> 4, factor & 15);
            if (factors[component] is not (>= 1 and <= 4, >= 1 and <= 4))
                throw ContainerException.Damaged("with invalid sampling factors");
        }

        // A single component has no others to be finer than (A.2.2).
        return new JpegFrame(width, height, components == 1 ? [(1, 1)] : factors, isProgressive);
    }

    private static long InBlocks(long samples, int most) => (samples + (Block * most) - 1) / (Block * most);
}
