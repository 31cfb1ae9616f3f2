using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>
/// Synthesizes images as users provide them: drawn, scanned and photographed digits in varied handwriting on varied paper. Used to evaluate
/// image preprocessing.
/// </summary>
/// <param name="seed">The seed. The same seed gives the same images, except that JPEG files may differ slightly between platforms.</param>
public sealed class ImageComposer(int seed)
{
    /// <summary>Composes one image of a kind. Its digit is the last digit of the index.</summary>
    /// <param name="kind">The kind of image.</param>
    /// <param name="index">The zero-based index of the image; each has its own random stream.</param>
    public ComposedImage Compose(ImageKind kind, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        PortableRandom random = PortableRandom.Create(((ulong)(uint)seed << 8) | (ulong)kind, (ulong)index);
        int digit = index % 10;
        ImageLayout layout = ImageLayout.Of(kind, random);
        InkMask mask = new(layout, random);
        mask.Write(digit);
        if (kind == ImageKind.Neighbors)
        {
            mask.WriteCropped(random.NextInt(10), isLeft: true);
            mask.WriteCropped(random.NextInt(10), isLeft: false);
        }

        return IsScreen(kind) ? OnScreen(kind, mask, layout, random, digit) : OnPaper(kind, mask, layout, random, digit);
    }

    private static bool IsScreen(ImageKind kind) => kind <= ImageKind.Transparent;

    private static ComposedImage OnScreen(ImageKind kind, InkMask mask, ImageLayout layout, PortableRandom random, int digit)
    {
        PaintedSheet sheet = new(layout.Width, layout.Height);
        (Color paper, Color ink) = ScreenColors(kind, random);
        double softness = random.NextDouble(0.2, 1.8);
        sheet.Blend(paper, (_, _) => 1);
        if (kind == ImageKind.Transparent)
        {
            // Transparent pixels have the color of the ink or any other.
            Color hidden = random.NextInt(2) == 0 ? ink : Color.Gray(random.NextInt(256));
            sheet.Blend(hidden, (_, _) => 1);
            sheet.Blend(ink, (row, column) => mask.Coverage(row, column, softness) > 0 ? 1 : 0);
            return Png(sheet.ToImage((row, column) => mask.Coverage(row, column, softness)), digit);
        }

        sheet.Blend(ink, (row, column) => mask.Coverage(row, column, softness));
        return random.NextInt(4) == 0 ? Jpeg(sheet, random, digit) : Png(sheet.ToImage(), digit);
    }

    private static (Color Paper, Color Ink) ScreenColors(ImageKind kind, PortableRandom random)
    {
        bool isInverse = kind == ImageKind.Canvas || (kind is ImageKind.Marker or ImageKind.Transparent && random.NextInt(2) == 0);
        if (kind != ImageKind.Colored)
            return isInverse
                ? (Color.Gray(random.NextDouble(0, 30)), Color.Gray(255))
                : (Color.Gray(255), Color.Gray(random.NextDouble(0, 30)));
        Color[] vivid = [new(220, 30, 30), new(20, 140, 40), new(30, 60, 220), new(240, 220, 20), new(230, 120, 20), new(130, 30, 150)];
        int first = random.NextInt(vivid.Length);
        return random.NextInt(2) == 0
            ? (vivid[first], vivid[(first + 1 + random.NextInt(vivid.Length - 1)) % vivid.Length])
            : (Color.Gray(random.NextDouble(235, 255)), vivid[first]);
    }

    private static ComposedImage OnPaper(ImageKind kind, InkMask mask, ImageLayout layout, PortableRandom random, int digit)
    {
        PaintedSheet sheet = new(layout.Width, layout.Height);
        double white = random.NextDouble(225, 255),
            cream = random.NextDouble(0, 30);
        sheet.Blend(new Color(white, white - (cream / 3), white - cream), (_, _) => 1);
        Backgrounds background = new(sheet, random);
        if (kind is ImageKind.Ruled or ImageKind.Squared)
            background.Rule(kind == ImageKind.Squared);
        if (kind == ImageKind.Cell)
            background.Cell();
        double strength = kind == ImageKind.Pencil ? random.NextDouble(0.25, 0.5) : random.NextDouble(0.7, 0.95);
        double softness = layout.Height * random.NextDouble(0.002, 0.01);
        Color ink = random.NextInt(3) == 0 ? new Color(20, 30, 120) : Color.Gray(random.NextDouble(10, 60));
        sheet.Blend(ink, (row, column) => strength * mask.Coverage(row, column, Math.Max(0.7, softness)));
        if (kind == ImageKind.Page)
            background.Table();
        if (kind == ImageKind.Scan)
            background.Scanner();
        return kind is ImageKind.Scan or ImageKind.Cell or ImageKind.Neighbors
            ? Scanned(sheet, random, digit)
            : Photographed(kind, sheet, random, digit);
    }

    private static ComposedImage Scanned(PaintedSheet sheet, PortableRandom random, int digit)
    {
        sheet.Noise(random.NextDouble(0, 6), random);
        return random.NextInt(2) == 0 ? Jpeg(sheet, random, digit) : Png(sheet.ToImage(), digit);
    }

    private static ComposedImage Photographed(ImageKind kind, PaintedSheet sheet, PortableRandom random, int digit)
    {
        Lighting light = new(sheet, random);
        light.Uneven();
        if (kind == ImageKind.Shadow)
            light.Shadow();
        sheet.Blur(kind == ImageKind.Tiny ? random.NextInt(2) : random.NextInt(1 + (sheet.Height / 150)));
        sheet.Noise(random.NextDouble(1, 8), random);
        return Jpeg(sheet, random, digit);
    }

    private static ComposedImage Png(ColorImage image, int digit) => new(ImageCodec.EncodePng(image), ".png", digit);

    private static ComposedImage Jpeg(PaintedSheet sheet, PortableRandom random, int digit) =>
        new(ImageCodec.EncodeJpeg(sheet.ToImage(), 40 + random.NextInt(56)), ".jpg", digit);
}
