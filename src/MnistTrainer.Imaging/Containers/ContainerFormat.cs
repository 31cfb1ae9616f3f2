namespace MnistTrainer.Imaging;

/// <summary>The format of an image that is decoded.</summary>
internal enum ContainerFormat
{
    /// <summary>PNG (ISO/IEC 15948).</summary>
    Png,

    /// <summary>JPEG (ITU-T T.81).</summary>
    Jpeg,

    /// <summary>GIF.</summary>
    Gif,

    /// <summary>WebP (RFC 9649).</summary>
    WebP,

    /// <summary>BMP.</summary>
    Bmp,

    /// <summary>TIFF 6.0.</summary>
    Tiff,

    /// <summary>PNM: PBM, PGM and PPM.</summary>
    Pnm,

    /// <summary>TGA.</summary>
    Tga,
}
