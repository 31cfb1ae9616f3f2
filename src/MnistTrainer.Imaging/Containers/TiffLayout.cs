namespace MnistTrainer.Imaging;

/// <summary>How the pixels of a TIFF file are cut into strips (TIFF 6.0, section 3).</summary>
/// <param name="Height">The number of rows.</param>
/// <param name="RowLength">The bytes of a row of a strip, without compression.</param>
/// <param name="RowsPerStrip">The number of rows of a strip; the last of a plane may have fewer.</param>
/// <param name="Planes">The number of planes: 1 if the samples of a pixel lie together, else as many as samples.</param>
internal sealed record TiffLayout(int Height, long RowLength, int RowsPerStrip, int Planes)
{
    private const int MostSamples = 8;
    private const int MostBits = 32;

    private int StripsPerPlane => (Height + RowsPerStrip - 1) / RowsPerStrip;

    /// <summary>The number of strips.</summary>
    public int Strips => StripsPerPlane * Planes;

    /// <summary>Reads the layout.</summary>
    /// <exception cref="ContainerException">The numbers are none of an image, or of a kind that is not decoded.</exception>
    public static TiffLayout Of(TiffDirectory directory, int width, int height)
    {
        long samples = directory.Number(TiffTag.SamplesPerPixel, 1);
        uint[] bits = directory.Numbers(TiffTag.BitsPerSample, [1]);
        if (samples is < 1 or > MostSamples || bits[0] is < 1 or > MostBits || bits.Any(other => other != bits[0]))
            throw ContainerException.Unreadable($"with {samples} samples per pixel of {string.Join(", ", bits.Take(MostSamples))} bits");
        bool isPlanar = directory.Number(TiffTag.PlanarConfiguration, 1) == 2;
        long rowLength = ((width * bits[0] * (isPlanar ? 1 : samples)) + 7) / 8;
        int rows = (int)Math.Clamp(directory.Number(TiffTag.RowsPerStrip, height), 1, height);
        return new TiffLayout(height, rowLength, rows, isPlanar ? (int)samples : 1);
    }

    /// <summary>The number of rows of a strip.</summary>
    public int RowsOf(int strip) => Math.Min(RowsPerStrip, Height - (strip % StripsPerPlane * RowsPerStrip));
}
