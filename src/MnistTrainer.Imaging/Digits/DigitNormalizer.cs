namespace MnistTrainer.Imaging;

/// <summary>
/// Turns a picture that a person drew, scanned or photographed into a digit framed as MNIST frames digits: white ink on black paper,
/// the longer side 20 of 28 pixels, its centre of mass in the middle (Y. LeCun, C. Cortes, C. Burges, "The MNIST database").
/// A digit that is framed so already stays nearly as it is.
/// </summary>
public static class DigitNormalizer
{
    private const double BoxShare = 20.0 / 28.0;

    // Beyond this size a photograph shows more of the paper's grain, not more of the digit.
    private const int LargestSide = 1024;

    // A digit whose longer side is within so many pixels of the box is not resized: that would only blur it.
    private const int SizeTolerance = 1;

    // Strokes are widened at several times the frame's resolution, where a fraction of a pixel of the frame still is whole pixels.
    private const int Magnification = 4;

    // Shares of the frame, as Pen measures them. The middle half of MNIST's digits has strokes of 1.9 to 2.6 of 28 pixels; only one in
    // a hundred has finer ones than 1.4. A resized digit finer than its quarter is drawn with a wider pen, one left as it is only below that.
    private const double FinestStroke = 1.4 / 28.0;
    private const double ThinStroke = 1.9 / 28.0;
    private const double UsualStroke = 2.3 / 28.0;

    /// <summary>Frames the digit in a picture.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <param name="name">What the error message calls it: the path.</param>
    /// <param name="height">Rows of the result, at least 8; by default 28.</param>
    /// <param name="width">Columns of the result, at least 8; by default 28.</param>
    /// <returns>Ink as brightness: 0 where there is none, 255 where there is most.</returns>
    /// <exception cref="InvalidImageException">There is no ink to be seen.</exception>
    public static GrayImage Normalize(GrayImage image, string name, int height = 28, int width = 28)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 8);

        GrayImage ink = InkMap.Of(image.Within(LargestSide));
        if (InkLevels.Of(ink) is not { } levels)
        {
            throw new InvalidImageException(name, "a picture of a digit", "an empty one, with no ink to be seen",
                "Draw the digit with more contrast");
        }

        GrayImage digit = InkBox.Crop(DigitFinder.Isolate(ink, levels));
        return Centre(Stretch(WithUsualPen(digit, height * BoxShare, width * BoxShare)), height, width);
    }

    /// <summary>The digit scaled into the box, its strokes drawn wider where they would come out too thin.</summary>
    private static GrayImage WithUsualPen(GrayImage digit, double boxHeight, double boxWidth)
    {
        GrayImage sized = FitInto(digit, boxHeight, boxWidth);
        double frame = Math.Min(boxHeight, boxWidth) / BoxShare;
        if (Pen.Width(sized) >= frame * (sized == digit ? FinestStroke : ThinStroke))
            return sized;

        GrayImage large = Stretch(FitInto(digit, boxHeight * Magnification, boxWidth * Magnification));
        double radius = Math.Max(0, (UsualStroke * frame * Magnification) - Pen.Width(large)) / 2;
        GrayImage wide = InkBox.Crop(Pen.Widen(InkBox.Pad(large, (int)Math.Ceiling(radius) + 1), radius));
        return FitInto(wide, boxHeight, boxWidth);
    }

    private static GrayImage FitInto(GrayImage digit, double boxHeight, double boxWidth)
    {
        double scale = Math.Min(boxHeight / digit.Height, boxWidth / digit.Width);
        if (Math.Abs(scale - 1) * Math.Max(digit.Height, digit.Width) < SizeTolerance + 0.5)
            return digit;
        return digit.Resize(Math.Max(1, (int)Math.Round(digit.Width * scale)), Math.Max(1, (int)Math.Round(digit.Height * scale)));
    }

    private static GrayImage Stretch(GrayImage digit)
    {
        byte[] pixels = digit.Pixels.ToArray();
        int most = Math.Max((byte)1, pixels.Max());
        return new GrayImage(digit.Width, digit.Height, Array.ConvertAll(pixels, pixel => (byte)(255 * pixel / most)));
    }

    /// <summary>
    /// Puts the centre of mass in the middle, by whole pixels so that nothing is blurred, and as far as the digit stays inside. The middle
    /// is where it is in MNIST, half a pixel right of and below the frame's: at (14.5, 14.5) of 28, the centre of pixel (14, 14).
    /// </summary>
    private static GrayImage Centre(GrayImage digit, int height, int width)
    {
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        for (int y = 0; y < digit.Height; y++)
        {
            for (int x = 0; x < digit.Width; x++)
            {
                mass += digit[x, y];
                momentX += (x + 0.5) * digit[x, y];
                momentY += (y + 0.5) * digit[x, y];
            }
        }

        int left = Math.Clamp((int)Math.Round(((width + 1) / 2.0) - (momentX / mass)), 0, width - digit.Width);
        int top = Math.Clamp((int)Math.Round(((height + 1) / 2.0) - (momentY / mass)), 0, height - digit.Height);
        return digit.PlaceOn(width, height, left, top);
    }
}
