namespace MnistTrainer.Imaging;

/// <summary>The tags that describe the pixels of a TIFF file (TIFF 6.0, section 8 and those it refers to).</summary>
internal static class TiffTag
{
    /// <summary>The flags of <see cref="NewSubfileType"/>.</summary>
    public const int IsThumbnail = 1,
        IsMask = 4;

    public const int NewSubfileType = 254,
        ImageWidth = 256,
        ImageLength = 257,
        BitsPerSample = 258,
        Compression = 259,
        Photometric = 262,
        FillOrder = 266,
        StripOffsets = 273,
        Orientation = 274,
        SamplesPerPixel = 277,
        RowsPerStrip = 278,
        StripByteCounts = 279,
        PlanarConfiguration = 284,
        FaxOptions3 = 292,
        FaxOptions4 = 293,
        Predictor = 317,
        ColorMap = 320,
        TileWidth = 322,
        ExtraSamples = 338,
        SampleFormat = 339;
}
