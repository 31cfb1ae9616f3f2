namespace MnistTrainer.Imaging;

/// <summary>Brings the stroke width of a digit close to MNIST's: thin strokes are widened, thick ones narrowed.</summary>
internal static class StrokeWidth
{
    // Strokes are changed at a multiple of the frame's resolution, where a fraction of a pixel of the frame is still whole pixels.
    private const int Magnification = 4;

    // Shares of the frame, as Strokes.Width measures them. The middle half of MNIST's digits has strokes of 1.9 to 2.6 of 28 pixels. Only 1
    // % are thinner than 1.4, and 95 % are thinner than 3.6. A resized digit is widened below the lower quartile, an unresized one only
    // below 1.4.
    private const double FinestStroke = 1.4 / 28.0;
    private const double ThinStroke = 1.9 / 28.0;
    private const double UsualStroke = 2.3 / 28.0;
    private const double ThickStroke = 3.6 / 28.0;

    /// <summary>Adjusts the stroke width of a digit.</summary>
    /// <param name="digit">Ink on 0, cropped to its box.</param>
    /// <param name="frame">The frame that the digit will be placed in.</param>
    /// <returns>The adjusted digit; <paramref name="digit"/> itself if its strokes have a usual width.</returns>
    public static GrayImage Adjust(GrayImage digit, MnistFrame frame)
    {
        GrayImage sized = frame.Fit(digit);
        double width = Strokes.Width(sized);
        if (width < frame.Side * (sized == digit ? FinestStroke : ThinStroke))
            return Widen(InkLevels.StretchToFull(frame.Fit(digit, Magnification)), frame);
        if (width > frame.Side * ThickStroke)
            return Narrow(InkLevels.StretchToFull(frame.Fit(digit, Magnification)), frame);
        return digit;
    }

    private static GrayImage Widen(GrayImage large, MnistFrame frame)
    {
        double radius = Math.Max(0, (UsualStroke * frame.Side * Magnification) - Strokes.Width(large)) / 2;
        return InkBox.Crop(Strokes.Widen(InkBox.Pad(large, (int)Math.Ceiling(radius) + 1), radius));
    }

    private static GrayImage Narrow(GrayImage large, MnistFrame frame)
    {
        double radius = Math.Max(0, Strokes.Width(large) - (ThickStroke * frame.Side * Magnification)) / 2;
        GrayImage padded = InkBox.Pad(large, (int)Math.Ceiling(radius) + 1);
        return InkBox.Crop(Strokes.Widen(padded.Invert(), radius).Invert());
    }
}
