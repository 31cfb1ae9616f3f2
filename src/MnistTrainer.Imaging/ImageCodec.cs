using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace MnistTrainer.Imaging;

/// <summary>
/// Decodes PNG, JPEG, BMP, GIF (the first frame), WebP, TIFF (the first image), PNM and TGA, also in a data URL, to gray or color, and encodes
/// PNG and JPEG. The only file that uses ImageSharp.
/// </summary>
public static class ImageCodec
{
    /// <summary>The maximum number of pixels of an image: 100 million.</summary>
    public const int MaximumPixels = 100_000_000;

    /// <summary>
    /// The maximum number of bytes of a file and its decoding together: 220 million. That is enough for 50 megapixels of JPEG and PNG without
    /// alpha, and for 20 of every format.
    /// </summary>
    public const long MaximumMemory = 220_000_000;

    private const string Expected = "a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image";

    // The white of an image of 16 bits is hardly less than this.
    private const int LeastOf16Bits = 1 << 12;

    // Far more pixels than a digit needs. Boxes and stages are measured in the pixels of the image that Decode returns.
    private const int LargestSide = 2048;

    // Arrays of the runtime start with zeros and are freed like all others; the decoder's own pool does neither.
    private static readonly Configuration Settings = new()
    {
        MemoryAllocator = new SimpleGcMemoryAllocator(),
        PreferContiguousImageBuffers = true,
        MaxDegreeOfParallelism = 1,
    };

    // A PNG file of one pixel.
    private const string Smallest = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

    /// <summary>
    /// Loads and compiles the decoder, which would otherwise take tens of milliseconds for the first image. It may
    /// run on another thread. Calling it is optional.
    /// </summary>
    public static void Prepare() => Decode(Convert.FromBase64String(Smallest), nameof(Smallest));

    /// <summary>
    /// Decodes an image to gray, upright according to its EXIF orientation, with ink and paper separated by luminance or, if luminance would erase
    /// the ink, by color. Transparent images are composed over paper. If the longer side exceeds 2048 pixels, the image is shrunk by the
    /// smallest whole factor.
    /// </summary>
    /// <param name="file">The bytes of the file. Its content determines the format.</param>
    /// <param name="name">The name of the image in error messages, for example its path.</param>
    /// <param name="stages">The optional stages to run. Default: all.</param>
    /// <exception cref="InvalidImageException">The file is empty, truncated, damaged, too large, or not in one of these
    /// formats.</exception>
    public static GrayImage Decode(ReadOnlySpan<byte> file, string name, ImageStages stages = ImageStages.All)
    {
        (ColorImage colors, int orientation) = Walked(file, name, Colors);
        return Orientation.Upright(Brightness.Of(colors, stages), orientation);
    }

    /// <summary>
    /// Decodes an image in color, upright according to its EXIF orientation. Transparent pixels become white. An image that is too large is shrunk as
    /// by <see cref="Decode"/>.
    /// </summary>
    /// <param name="file">The bytes of the file. Its content determines the format.</param>
    /// <param name="name">The name of the image in error messages, for example its path.</param>
    /// <exception cref="InvalidImageException">The file is empty, truncated, damaged, too large, or not in one of these
    /// formats.</exception>
    public static ColorImage DecodeColors(ReadOnlySpan<byte> file, string name)
    {
        (ColorImage colors, int orientation) = Walked(file, name, Colors);
        ColorImage stored = PaperUnderneath.LayWhite(colors);
        return orientation == Orientation.Stored ? stored : stored.MapColors(color => Orientation.Upright(color, orientation));
    }

    /// <summary>
    /// Reads the stored width and height from the header of an image, without decoding it, so that limits can be checked before decoding.
    /// </summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">The name of the image in error messages, for example its path.</param>
    /// <exception cref="InvalidImageException">The file is not in one of these formats, or damaged.</exception>
    public static (int Width, int Height) SizeOf(ReadOnlySpan<byte> file, string name) =>
        Walked(file, name, image => (image.Width, image.Height));

    /// <summary>
    /// Counts the frames of an animation or the pages of a document, of which <see cref="Decode"/> reads the first. At least 1; thumbnails are not counted.
    /// </summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">The name of the image in error messages, for example its path.</param>
    /// <exception cref="InvalidImageException">The file is not in one of these formats, or damaged.</exception>
    public static int CountFrames(ReadOnlySpan<byte> file, string name) => Walked(file, name, image => image.Frames);

    /// <summary>Parses the file, or the file in a data URL, and uses the result.</summary>
    private static T Walked<T>(ReadOnlySpan<byte> file, string name, Func<ImageContainer, T> use)
    {
        ReadOnlySpan<byte> image = FileSignature.IsDataUrl(file) ? DataUrl.Decode(file, name) : file;
        FileFormat format = FileSignature.Describe(image);
        if (format.Container is not { } container)
            throw new InvalidImageException(name, Expected, format.Name, format.Remedy);
        try
        {
            return use(ImageContainer.Walk(image, container));
        }
        catch (ContainerException error)
        {
            throw new InvalidImageException(name, error.Expected, $"{format.Name} {error.Message}", error.Remedy, error);
        }
    }

    /// <summary>Decodes an image in color, no larger than needed, with its EXIF orientation.</summary>
    private static (ColorImage Image, int Orientation) Colors(ImageContainer container)
    {
        int factor = PixelRows.Factor(container.Width, container.Height, LargestSide);
        container.CheckMemory((double)ColorImage.Channels / (factor * factor));
        container.CheckPixels();
        try
        {
            ColorImage image = container.HasAlpha ? Decoded<Rgba32>(container) : Decoded<Rgb24>(container);
            if (container is { Has16Bits: true, HasAlpha: false } && IsBlack(image))
                CheckUsesItsBits(container);
            return (image, container.Orientation);
        }
        catch (ContainerException)
        {
            throw;
        }
#pragma warning disable CA1031 // The decoder throws exceptions of every kind at damaged files, null references and indexes among them.
        catch (Exception error)
#pragma warning restore CA1031
        {
            throw error is NotSupportedException
                ? ContainerException.Unreadable("of an unsupported kind")
                : ContainerException.Damaged("that is damaged", error);
        }
    }

    private static bool IsBlack(ColorImage image)
    {
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            if (image.Pixels[i] > LeastOf16Bits >> 8 && i % ColorImage.Channels < 3)
                return false;
        }

        return true;
    }

    /// <summary>Ensures that an image that seems to be black does not have values of 8 to 12 bits in samples of 16.</summary>
    private static void CheckUsesItsBits(ImageContainer container)
    {
        container.Essentials.Position = 0;
        using Image<L16> image = DecoderOf(container.Format).Decode<L16>(Settings, container.Essentials, CancellationToken.None);
        (int least, int most) = (int.MaxValue, 0);
        image.ProcessPixelRows(pixels =>
        {
            for (int y = 0; y < pixels.Height; y++)
            {
                foreach (L16 pixel in pixels.GetRowSpan(y))
                    (least, most) = (Math.Min(least, pixel.PackedValue), Math.Max(most, pixel.PackedValue));
            }
        });
        if (most > least)
            throw ContainerException.Unreadable(
                $"of 16 bits whose values reach only {most} of 65535",
                "Save it with 8 bits, or with values from 0 to 65535"
            );
    }

    private static ColorImage Decoded<TPixel>(ImageContainer container)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        container.Essentials.Position = 0;
        using Image<TPixel> image = DecoderOf(container.Format).Decode<TPixel>(Settings, container.Essentials, CancellationToken.None);
        if ((image.Width, image.Height) != (container.Width, container.Height))
            throw new InvalidOperationException($"The decoder found {image.Width}x{image.Height} pixels.");
        PixelRows rows = new(image.Width, image.Height, LargestSide);
        byte[] row = new byte[image.Width * ColorImage.Channels];
        image.ProcessPixelRows(pixels =>
        {
            for (int y = 0; y < pixels.Height; y++)
            {
                PixelOperations<TPixel>.Instance.ToRgba32Bytes(Settings, pixels.GetRowSpan(y), row, pixels.Width);
                rows.Add(row);
            }
        });
        return rows.ToImage();
    }

    private static IImageDecoder DecoderOf(ContainerFormat format) =>
        format switch
        {
            ContainerFormat.Png => new PngDecoder { IgnoreMetadata = true },
            ContainerFormat.Jpeg => new JpegDecoder { IgnoreMetadata = true },
            ContainerFormat.Gif => new GifDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First },
            ContainerFormat.WebP => new WebpDecoder { IgnoreMetadata = true },
            ContainerFormat.Bmp => new BmpDecoder(),
            ContainerFormat.Tiff => new TiffDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First },
            _ => new TgaDecoder(),
        };

    /// <summary>Encodes an image as a gray PNG file. Decoding it restores the same pixels.</summary>
    public static byte[] EncodePng(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using Image<L8> pixels = Image.LoadPixelData<L8>(Settings, image.Pixels, image.Width, image.Height);
        return Encode(pixels, Png(PngColorType.Grayscale));
    }

    /// <summary>Encodes an image as a PNG file: in gray if all pixels are gray and opaque, otherwise with colors and alpha.</summary>
    public static byte[] EncodePng(ColorImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.ToGray() is { } gray ? EncodePng(gray) : Encode(image, Png(PngColorType.RgbWithAlpha));
    }

    /// <summary>Encodes an image as a JPEG file, which has no alpha.</summary>
    /// <param name="image">An opaque image.</param>
    /// <param name="quality">The quality, 1 to 100.</param>
    public static byte[] EncodeJpeg(ColorImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Encode(image, new JpegEncoder { Quality = quality });
    }

    // Trying every filter and compressing hard takes many times as long and hardly shrinks images of strokes.
    private static PngEncoder Png(PngColorType type) =>
        new()
        {
            ColorType = type,
            BitDepth = PngBitDepth.Bit8,
            FilterMethod = PngFilterMethod.Up,
            CompressionLevel = PngCompressionLevel.BestSpeed,
            IgnoreMetadata = true,
        };

    private static byte[] Encode(ColorImage image, IImageEncoder encoder)
    {
        using Image<Rgba32> pixels = Image.LoadPixelData<Rgba32>(Settings, image.Pixels, image.Width, image.Height);
        return Encode(pixels, encoder);
    }

    private static byte[] Encode<TPixel>(Image<TPixel> image, IImageEncoder encoder)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using MemoryStream file = new();
        image.Save(file, encoder);
        return file.ToArray();
    }
}
