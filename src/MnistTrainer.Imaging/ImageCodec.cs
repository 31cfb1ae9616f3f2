using System.Runtime.InteropServices;
using SkiaSharp;

namespace MnistTrainer.Imaging;

/// <summary>
/// Decodes PNG, JPEG, BMP, GIF (its first frame) and WebP to grey, and encodes grey to PNG. The only file that knows SkiaSharp.
/// </summary>
public static class ImageCodec
{
    /// <summary>The most pixels that a picture may have: 100 million.</summary>
    public const int MaximumPixels = 100_000_000;

    private const string Expected = "a PNG, JPEG, BMP, GIF or WebP picture";
    private const string SaveAgain = "Save the picture again as PNG or JPEG";

    /// <summary>
    /// Decodes a picture to its brightness, upright as its EXIF orientation says. Where it is transparent, white paper shows through, or
    /// black paper if on white nothing would be seen of it: a white drawing on transparent.
    /// </summary>
    /// <param name="file">The bytes of the file; what they are is told by their content.</param>
    /// <param name="name">What error messages call it: the path.</param>
    /// <exception cref="InvalidImageException">It is empty, cut short, damaged, too large, or not of one of these formats.</exception>
    public static GrayImage Decode(ReadOnlySpan<byte> file, string name)
    {
        if (!FileSignature.IsReadable(file))
            throw new InvalidImageException(name, Expected, FileSignature.Describe(file), SaveAgain);

        using SKData data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data) ?? throw Damaged(name, file);
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        if (info.IsEmpty)
            throw Damaged(name, file);
        if ((long)info.Width * info.Height > MaximumPixels)
        {
            throw new InvalidImageException(name, $"a picture of at most {MaximumPixels / 1_000_000} megapixels",
                $"{info.Width}x{info.Height} pixels", "Save it smaller; a digit needs no more than a few hundred pixels a side");
        }

        SKCodecResult result = codec.GetPixels(info, out byte[] colours);
        if (result != SKCodecResult.Success)
            throw Damaged(name, file);
        GrayImage image = new(info.Width, info.Height, Brightness(colours));
        return Upright(image, codec.EncodedOrigin);
    }

    /// <summary>The columns and rows that a picture's header claims, as they are stored. Nothing is decoded, so that a limit can be held first.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">What error messages call it: the path.</param>
    /// <exception cref="InvalidImageException">It is not of one of these formats, or its header is damaged.</exception>
    public static (int Width, int Height) SizeOf(ReadOnlySpan<byte> file, string name)
    {
        if (!FileSignature.IsReadable(file))
            throw new InvalidImageException(name, Expected, FileSignature.Describe(file), SaveAgain);
        using SKData data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data) ?? throw Damaged(name, file);
        return (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>Encodes a picture as a grey PNG file. Decoding it gives the same pixels back.</summary>
    public static byte[] EncodePng(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        GCHandle pinned = GCHandle.Alloc(image.Pixels.ToArray(), GCHandleType.Pinned);
        try
        {
            SKImageInfo info = new(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque);
            using SKPixmap pixmap = new(info, pinned.AddrOfPinnedObject());
            using SKData data = pixmap.Encode(SKEncodedImageFormat.Png, quality: 100)
                ?? throw new InvalidOperationException($"A picture of {image.Width}x{image.Height} pixels cannot be encoded as PNG.");
            return data.ToArray();
        }
        finally
        {
            pinned.Free();
        }
    }

    private static InvalidImageException Damaged(string name, ReadOnlySpan<byte> file) =>
        new(name, "a whole picture", $"{FileSignature.Describe(file)} that is damaged or cut short after {file.Length} bytes", SaveAgain);

    /// <summary>Red, green, blue and alpha to brightness, by the weights of ITU-R BT.601, over white paper or else black.</summary>
    private static byte[] Brightness(ReadOnlySpan<byte> colours)
    {
        byte[] pixels = Over(colours, paper: 255);
        return pixels.AsSpan().ContainsAnyExceptInRange((byte)248, (byte)255) ? pixels : Over(colours, paper: 0);
    }

    private static byte[] Over(ReadOnlySpan<byte> colours, int paper)
    {
        byte[] pixels = new byte[colours.Length / 4];
        for (int i = 0; i < pixels.Length; i++)
        {
            ReadOnlySpan<byte> colour = colours.Slice(4 * i, 4);
            int brightness = ((299 * colour[0]) + (587 * colour[1]) + (114 * colour[2]) + 500) / 1000;
            int alpha = colour[3];
            pixels[i] = (byte)(((brightness * alpha) + (paper * (255 - alpha)) + 127) / 255);
        }

        return pixels;
    }

    private static GrayImage Upright(GrayImage image, SKEncodedOrigin origin)
    {
        int right = image.Width - 1;
        int bottom = image.Height - 1;
        return origin switch
        {
            SKEncodedOrigin.TopRight => Rearrange(image, swap: false, (x, y) => (right - x, y)),
            SKEncodedOrigin.BottomRight => Rearrange(image, swap: false, (x, y) => (right - x, bottom - y)),
            SKEncodedOrigin.BottomLeft => Rearrange(image, swap: false, (x, y) => (x, bottom - y)),
            SKEncodedOrigin.LeftTop => Rearrange(image, swap: true, (x, y) => (y, x)),
            SKEncodedOrigin.RightTop => Rearrange(image, swap: true, (x, y) => (y, bottom - x)),
            SKEncodedOrigin.RightBottom => Rearrange(image, swap: true, (x, y) => (right - y, bottom - x)),
            SKEncodedOrigin.LeftBottom => Rearrange(image, swap: true, (x, y) => (right - y, x)),
            _ => image,
        };
    }

    /// <summary>A picture whose pixel (x, y) is the given one's pixel <c>source(x, y)</c>, its sides swapped if told.</summary>
    private static GrayImage Rearrange(GrayImage image, bool swap, Func<int, int, (int X, int Y)> source)
    {
        (int width, int height) = swap ? (image.Height, image.Width) : (image.Width, image.Height);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int sourceX, int sourceY) = source(x, y);
                pixels[(y * width) + x] = image[sourceX, sourceY];
            }
        }

        return new GrayImage(width, height, pixels);
    }
}
