using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>
/// Makes images as people give them to be read: drawn, scanned and photographed digits, strokes of many hands on many papers. What becomes of
/// them measures the way from an image to a digit.
/// </summary>
/// <param name="seed">The same seed gives the same images, but for the last bits of a JPEG file on another platform.</param>
public sealed class ImageComposer(int seed)
{
    /// <summary>One image of a kind; its digit is the index's last.</summary>
    /// <param name="kind">What makes it hard.</param>
    /// <param name="index">Which one, from 0; each has random numbers of its own.</param>
    public ComposedImage Compose(ImageKind kind, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        RandomStream random = RandomStream.Of(((ulong)(uint)seed << 8) | (ulong)kind, (ulong)index);
        int digit = index % 10;
        ImageLayout layout = ImageLayout.Of(kind, random);
        InkMask mask = new(layout, random);
        mask.Write(digit);
        if (kind == ImageKind.Neighbors)
        {
            mask.WriteCutOff(random.Index(10), isLeft: true);
            mask.WriteCutOff(random.Index(10), isLeft: false);
        }

        return IsScreen(kind) ? OnScreen(kind, mask, layout, random, digit) : OnPaper(kind, mask, layout, random, digit);
    }

    private static bool IsScreen(ImageKind kind) => kind <= ImageKind.Transparent;

    private static ComposedImage OnScreen(ImageKind kind, InkMask mask, ImageLayout layout, RandomStream random, int digit)
    {
        PaintedSheet sheet = new(layout.Width, layout.Height);
        (Color paper, Color ink) = ScreenColors(kind, random);
        double softness = random.Between(0.2, 1.8);
        sheet.Mix(paper, (_, _) => 1);
        if (kind == ImageKind.Transparent)
        {
            // Beneath what is transparent lies the ink's own color, or any other.
            Color hidden = random.Index(2) == 0 ? ink : Color.Gray(random.Index(256));
            sheet.Mix(hidden, (_, _) => 1);
            sheet.Mix(ink, (row, column) => mask.Cover(row, column, softness) > 0 ? 1 : 0);
            return Png(sheet.ToImage((row, column) => mask.Cover(row, column, softness)), digit);
        }

        sheet.Mix(ink, (row, column) => mask.Cover(row, column, softness));
        return random.Index(4) == 0 ? Jpeg(sheet, random, digit) : Png(sheet.ToImage(), digit);
    }

    private static (Color Paper, Color Ink) ScreenColors(ImageKind kind, RandomStream random)
    {
        bool isInverse = kind == ImageKind.Canvas || (kind is ImageKind.Marker or ImageKind.Transparent && random.Index(2) == 0);
        if (kind != ImageKind.Colored)
            return isInverse ? (Color.Gray(random.Between(0, 30)), Color.Gray(255)) : (Color.Gray(255), Color.Gray(random.Between(0, 30)));
        Color[] vivid = [new(220, 30, 30), new(20, 140, 40), new(30, 60, 220), new(240, 220, 20), new(230, 120, 20), new(130, 30, 150)];
        int first = random.Index(vivid.Length);
        return random.Index(2) == 0
            ? (vivid[first], vivid[(first + 1 + random.Index(vivid.Length - 1)) % vivid.Length])
            : (Color.Gray(random.Between(235, 255)), vivid[first]);
    }

    private static ComposedImage OnPaper(ImageKind kind, InkMask mask, ImageLayout layout, RandomStream random, int digit)
    {
        PaintedSheet sheet = new(layout.Width, layout.Height);
        double white = random.Between(225, 255),
            cream = random.Between(0, 30);
        sheet.Mix(new Color(white, white - (cream / 3), white - cream), (_, _) => 1);
        Backgrounds background = new(sheet, random);
        if (kind is ImageKind.Ruled or ImageKind.Squared)
            background.Rule(kind == ImageKind.Squared);
        if (kind == ImageKind.Cell)
            background.Cell();
        double strength = kind == ImageKind.Pencil ? random.Between(0.25, 0.5) : random.Between(0.7, 0.95);
        double softness = layout.Height * random.Between(0.002, 0.01);
        Color ink = random.Index(3) == 0 ? new Color(20, 30, 120) : Color.Gray(random.Between(10, 60));
        sheet.Mix(ink, (row, column) => strength * mask.Cover(row, column, Math.Max(0.7, softness)));
        if (kind == ImageKind.Page)
            background.Table();
        if (kind == ImageKind.Scan)
            background.Scanner();
        return kind is ImageKind.Scan or ImageKind.Cell or ImageKind.Neighbors
            ? Scanned(sheet, random, digit)
            : Photographed(kind, sheet, random, digit);
    }

    private static ComposedImage Scanned(PaintedSheet sheet, RandomStream random, int digit)
    {
        sheet.Noise(random.Between(0, 6), random);
        return random.Index(2) == 0 ? Jpeg(sheet, random, digit) : Png(sheet.ToImage(), digit);
    }

    private static ComposedImage Photographed(ImageKind kind, PaintedSheet sheet, RandomStream random, int digit)
    {
        Lighting light = new(sheet, random);
        light.Uneven();
        if (kind == ImageKind.Shadow)
            light.Shadow();
        sheet.Blur(kind == ImageKind.Tiny ? random.Index(2) : random.Index(1 + (sheet.Height / 150)));
        sheet.Noise(random.Between(1, 8), random);
        return Jpeg(sheet, random, digit);
    }

    private static ComposedImage Png(ColorImage image, int digit) => new(ImageCodec.EncodePng(image), ".png", digit);

    private static ComposedImage Jpeg(PaintedSheet sheet, RandomStream random, int digit) =>
        new(ImageCodec.EncodeJpeg(sheet.ToImage(), 40 + random.Index(56)), ".jpg", digit);
}
