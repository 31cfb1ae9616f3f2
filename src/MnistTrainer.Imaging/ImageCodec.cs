using System.Runtime.InteropServices;
using SkiaSharp;

namespace MnistTrainer.Imaging;

/// <summary>
/// Decodes PNG, JPEG, BMP, GIF (the first frame) and WebP, also in a data URL, to gray or color, and encodes both. The only file that knows SkiaSharp.
/// </summary>
public static class ImageCodec
{
    /// <summary>The maximum number of pixels of an image: 100 million.</summary>
    public const int MaximumPixels = 100_000_000;

    /// <summary>
    /// The maximum number of bytes of a file and its decoding together: 220 million. That is enough for 40 megapixels of every format in
    /// its usual form, and for more of JPEG, which is shrunk while it is decoded; an interlaced PNG file needs twice as much as others.
    /// </summary>
    public const long MaximumMemory = 220_000_000;

    private const string Expected = "a PNG, JPEG, BMP, GIF or WebP image";
    private const string SaveAgain = "Save the image again as PNG or JPEG";
    private const string SaveSmaller = "Save it smaller; a digit needs no more than a few hundred pixels a side";

    // Far more pixels than a digit needs. Boxes and stages are measured in the pixels of the image that Decode returns.
    private const int LargestSide = 2048;

    /// <summary>
    /// Decodes an image to gray, upright according to its EXIF orientation, with ink and paper separated by luminance or, where that erases
    /// the ink, by color. Transparent images are composed over paper. If the longer side exceeds 2048 pixels, the image is shrunk: JPEG and
    /// WebP by their decoders to the largest number of eighths within that limit, and whatever is still too large by the smallest whole
    /// factor.
    /// </summary>
    /// <param name="file">The bytes of the file. Its content determines the format.</param>
    /// <param name="name">The name of the image in error messages, for example its path.</param>
    /// <param name="stages">The optional stages to run. Default: all.</param>
    /// <exception cref="InvalidImageException">The file is empty, truncated, damaged, too large, or not in one of these
    /// formats.</exception>
    public static GrayImage Decode(ReadOnlySpan<byte> file, string name, ImageStages stages = ImageStages.All)
    {
        (ColorImage colors, int orientation) = Colors(Unwrapped(file, name), name);
        return Orientation.Upright(Brightness.Of(colors.Within(LargestSide), stages), orientation);
    }

    /// <summary>
    /// Decodes an image in color, upright according to its EXIF orientation. What is transparent shows white. Too large an image is shrunk as
    /// by <see cref="Decode"/>.
    /// </summary>
    /// <param name="file">The bytes of the file. Its content determines the format.</param>
    /// <param name="name">The name of the image in error messages, for example its path.</param>
    /// <exception cref="InvalidImageException">The file is empty, truncated, damaged, too large, or not in one of these
    /// formats.</exception>
    public static ColorImage DecodeColors(ReadOnlySpan<byte> file, string name)
    {
        (ColorImage colors, int orientation) = Colors(Unwrapped(file, name), name);
        ColorImage stored = PaperUnderneath.LayWhite(colors.Within(LargestSide));
        return orientation == Orientation.Stored ? stored : stored.MapColors(color => Orientation.Upright(color, orientation));
    }

    /// <summary>Ensures that the bytes are those of a readable image: the file's own, or those in the data URL that is its text.</summary>
    private static ReadOnlySpan<byte> Unwrapped(ReadOnlySpan<byte> file, string name)
    {
        ReadOnlySpan<byte> image = FileSignature.IsDataUrl(file) ? DataUrl.Decode(file, name) : file;
        FileFormat format = FileSignature.Describe(image);
        return format.IsReadableImage && !FileSignature.IsDataUrl(image)
            ? image
            : throw new InvalidImageException(name, Expected, format.Name, format.Remedy);
    }

    /// <summary>Decodes an image in color, and reads its EXIF orientation.</summary>
    private static unsafe (ColorImage Image, int Orientation) Colors(ReadOnlySpan<byte> file, string name)
    {
        // Copying a large file would need the same amount of memory again.
        fixed (byte* start = file)
        {
            using SKData data = SKData.Create((nint)start, file.Length);
            using SKCodec codec = SKCodec.Create(data) ?? throw Damaged(name, file);
            if (codec.Info.IsEmpty)
                throw Damaged(name, file);
            SKSizeI size = DecodedSize(codec);
            CheckBounds(file, name, codec.Info.Size, size);
            SKImageInfo info = new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            return codec.GetPixels(info, out byte[] pixels) == SKCodecResult.Success
                ? (new ColorImage(size.Width, size.Height, pixels), OrientationOf(codec, file))
                : throw Damaged(name, file);
        }
    }

    // The decoder reads the orientation of JPEG and WebP only.
    private static int OrientationOf(SKCodec codec, ReadOnlySpan<byte> file) =>
        codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrientation.Of(file) : (int)codec.EncodedOrigin;

    /// <summary>
    /// The largest size within <see cref="LargestSide"/> to which the decoder shrinks by averaging, as JPEG and WebP decoders do; otherwise
    /// the smallest.
    /// </summary>
    private static SKSizeI DecodedSize(SKCodec codec)
    {
        SKSizeI size = codec.Info.Size;
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp))
            return size;
        for (int eighths = 7; eighths > 0 && Math.Max(size.Width, size.Height) > LargestSide; eighths--)
            size = codec.GetScaledDimensions(eighths / 8f);
        return size;
    }

    private static void CheckBounds(ReadOnlySpan<byte> file, string name, SKSizeI size, SKSizeI decoded)
    {
        long pixels = (long)size.Width * size.Height;
        if (pixels > MaximumPixels)
            throw new InvalidImageException(
                name,
                $"an image of at most {MaximumPixels / 1_000_000} megapixels",
                $"{size.Width}x{size.Height} pixels",
                SaveSmaller
            );
        long memory = DecodingMemory.Of(file, pixels, (long)decoded.Width * decoded.Height);
        if (memory > MaximumMemory)
        {
            throw new InvalidImageException(
                name,
                $"an image that needs at most {MaximumMemory / 1_000_000} MB to decode",
                $"{size.Width}x{size.Height} pixels, which need {memory / 1_000_000} MB",
                SaveSmaller
            );
        }
    }

    /// <summary>
    /// Reads the stored width and height from the header of an image, without decoding it, so that limits can be checked first.
    /// </summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">The name of the image in error messages, for example its path.</param>
    /// <exception cref="InvalidImageException">The file is not in one of these formats, or its header is damaged.</exception>
    public static (int Width, int Height) SizeOf(ReadOnlySpan<byte> file, string name)
    {
        ReadOnlySpan<byte> image = Unwrapped(file, name);
        using SKData data = SKData.CreateCopy(image);
        using SKCodec codec = SKCodec.Create(data) ?? throw Damaged(name, image);
        return (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>Encodes an image as a gray PNG file. Decoding it restores the same pixels.</summary>
    public static byte[] EncodePng(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Encode(
            image.Pixels,
            new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque),
            SKEncodedImageFormat.Png,
            100
        );
    }

    /// <summary>Encodes an image as a PNG file: a gray one if it is gray and opaque everywhere, else with colors and alpha.</summary>
    public static byte[] EncodePng(ColorImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.ToGray() is { } gray)
            return EncodePng(gray);
        return Encode(image.Pixels, InfoOf(image, SKAlphaType.Unpremul), SKEncodedImageFormat.Png, 100);
    }

    /// <summary>Encodes an image as a JPEG file, which has no alpha.</summary>
    /// <param name="image">An opaque image.</param>
    /// <param name="quality">The quality, 1 to 100.</param>
    public static byte[] EncodeJpeg(ColorImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Encode(image.Pixels, InfoOf(image, SKAlphaType.Opaque), SKEncodedImageFormat.Jpeg, quality);
    }

    // Trying every filter and compressing hard takes many times as long and hardly shrinks images of strokes.
    private static SKPngEncoderOptions QuickPng => new(SKPngEncoderFilterFlags.Up, 1);

    private static SKImageInfo InfoOf(ColorImage image, SKAlphaType alpha) => new(image.Width, image.Height, SKColorType.Rgba8888, alpha);

    private static byte[] Encode(ReadOnlySpan<byte> pixels, SKImageInfo info, SKEncodedImageFormat format, int quality)
    {
        GCHandle pinned = GCHandle.Alloc(pixels.ToArray(), GCHandleType.Pinned);
        try
        {
            using SKPixmap pixmap = new(info, pinned.AddrOfPinnedObject());
            using SKData data =
                (format == SKEncodedImageFormat.Png ? pixmap.Encode(QuickPng) : pixmap.Encode(format, quality))
                ?? throw new InvalidOperationException($"An image of {info.Width}x{info.Height} pixels cannot be encoded as {format}.");
            return data.ToArray();
        }
        finally
        {
            pinned.Free();
        }
    }

    private static InvalidImageException Damaged(string name, ReadOnlySpan<byte> file) =>
        new(
            name,
            "a complete image",
            $"{FileSignature.Describe(file).Name} that is damaged or truncated after {file.Length} bytes",
            SaveAgain
        );
}
