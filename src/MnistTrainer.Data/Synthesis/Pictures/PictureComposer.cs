using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>
/// Makes pictures as people give them to be read: drawn, scanned and photographed digits, strokes of many hands on many papers. What becomes of
/// them measures the way from a picture to a digit.
/// </summary>
/// <param name="seed">The same seed gives the same pictures, but for the last bits of a JPEG file on another platform.</param>
public sealed class PictureComposer(int seed)
{
    /// <summary>One picture of a kind; its digit is the index's last.</summary>
    /// <param name="kind">What makes it hard.</param>
    /// <param name="index">Which one, from 0; each has random numbers of its own.</param>
    public ComposedPicture Compose(PictureKind kind, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        RandomStream random = RandomStream.Of(((ulong)(uint)seed << 8) | (ulong)kind, (ulong)index);
        int digit = index % 10;
        PictureLayout layout = PictureLayout.Of(kind, random);
        InkMask mask = new(layout, random);
        mask.Write(digit);
        if (kind == PictureKind.Neighbours)
        {
            mask.WriteCutOff(random.Index(10), isLeft: true);
            mask.WriteCutOff(random.Index(10), isLeft: false);
        }

        return IsScreen(kind) ? OnScreen(kind, mask, layout, random, digit) : OnPaper(kind, mask, layout, random, digit);
    }

    private static bool IsScreen(PictureKind kind) => kind <= PictureKind.Transparent;

    private static ComposedPicture OnScreen(PictureKind kind, InkMask mask, PictureLayout layout, RandomStream random, int digit)
    {
        PaintedSheet sheet = new(layout.Width, layout.Height);
        (Colour paper, Colour ink) = ScreenColours(kind, random);
        double softness = random.Between(0.2, 1.8);
        sheet.Mix(paper, (_, _) => 1);
        if (kind == PictureKind.Transparent)
        {
            // Beneath what is transparent lies the ink's own colour, or any other.
            Colour hidden = random.Index(2) == 0 ? ink : Colour.Grey(random.Index(256));
            sheet.Mix(hidden, (_, _) => 1);
            sheet.Mix(ink, (row, column) => mask.Cover(row, column, softness) > 0 ? 1 : 0);
            return Png(sheet.ToImage((row, column) => mask.Cover(row, column, softness)), digit);
        }

        sheet.Mix(ink, (row, column) => mask.Cover(row, column, softness));
        return random.Index(4) == 0 ? Jpeg(sheet, random, digit) : Png(sheet.ToImage(), digit);
    }

    private static (Colour Paper, Colour Ink) ScreenColours(PictureKind kind, RandomStream random)
    {
        bool isInverse = kind == PictureKind.Canvas || (kind is PictureKind.Marker or PictureKind.Transparent && random.Index(2) == 0);
        if (kind != PictureKind.Coloured)
            return isInverse ? (Colour.Grey(random.Between(0, 30)), Colour.Grey(255)) : (Colour.Grey(255), Colour.Grey(random.Between(0, 30)));
        Colour[] vivid = [new(220, 30, 30), new(20, 140, 40), new(30, 60, 220), new(240, 220, 20), new(230, 120, 20), new(130, 30, 150)];
        int first = random.Index(vivid.Length);
        return random.Index(2) == 0
            ? (vivid[first], vivid[(first + 1 + random.Index(vivid.Length - 1)) % vivid.Length])
            : (Colour.Grey(random.Between(235, 255)), vivid[first]);
    }

    private static ComposedPicture OnPaper(PictureKind kind, InkMask mask, PictureLayout layout, RandomStream random, int digit)
    {
        PaintedSheet sheet = new(layout.Width, layout.Height);
        double white = random.Between(225, 255), cream = random.Between(0, 30);
        sheet.Mix(new Colour(white, white - (cream / 3), white - cream), (_, _) => 1);
        Backgrounds background = new(sheet, random);
        if (kind is PictureKind.Ruled or PictureKind.Squared)
            background.Rule(kind == PictureKind.Squared);
        if (kind == PictureKind.Cell)
            background.Cell();
        double strength = kind == PictureKind.Pencil ? random.Between(0.25, 0.5) : random.Between(0.7, 0.95);
        double softness = layout.Height * random.Between(0.002, 0.01);
        Colour ink = random.Index(3) == 0 ? new Colour(20, 30, 120) : Colour.Grey(random.Between(10, 60));
        sheet.Mix(ink, (row, column) => strength * mask.Cover(row, column, Math.Max(0.7, softness)));
        if (kind == PictureKind.Page)
            background.Table();
        if (kind == PictureKind.Scan)
            background.Scanner();
        return kind is PictureKind.Scan or PictureKind.Cell or PictureKind.Neighbours ? Scanned(sheet, random, digit) : Photographed(kind, sheet, random, digit);
    }

    private static ComposedPicture Scanned(PaintedSheet sheet, RandomStream random, int digit)
    {
        sheet.Noise(random.Between(0, 6), random);
        return random.Index(2) == 0 ? Jpeg(sheet, random, digit) : Png(sheet.ToImage(), digit);
    }

    private static ComposedPicture Photographed(PictureKind kind, PaintedSheet sheet, RandomStream random, int digit)
    {
        Lighting light = new(sheet, random);
        light.Uneven();
        if (kind == PictureKind.Shadow)
            light.Shadow();
        sheet.Blur(kind == PictureKind.Tiny ? random.Index(2) : random.Index(1 + (sheet.Height / 150)));
        sheet.Noise(random.Between(1, 8), random);
        return Jpeg(sheet, random, digit);
    }

    private static ComposedPicture Png(ColourImage image, int digit) => new(ImageCodec.EncodePng(image), ".png", digit);

    private static ComposedPicture Jpeg(PaintedSheet sheet, RandomStream random, int digit) =>
        new(ImageCodec.EncodeJpeg(sheet.ToImage(), 40 + random.Index(56)), ".jpg", digit);
}
