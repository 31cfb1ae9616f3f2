namespace MnistTrainer.Imaging;

/// <summary>Brings the strokes of a digit near the width that MNIST's have: thin ones are drawn wider, fat ones narrower.</summary>
internal static class StrokeWidth
{
    // Strokes are changed at several times the frame's resolution, where a fraction of a pixel of the frame still is whole pixels.
    private const int Magnification = 4;

    // Shares of the frame, as Pen measures them. The middle half of MNIST's digits has strokes of 1.9 to 2.6 of 28 pixels; only one in
    // a hundred has finer ones than 1.4. A resized digit finer than its quarter is drawn with a wider pen, one left as it is only below that.
    // Nineteen in twenty have strokes narrower than 3.6; wider ones are drawn as wide as that.
    private const double FinestStroke = 1.4 / 28.0;
    private const double ThinStroke = 1.9 / 28.0;
    private const double UsualStroke = 2.3 / 28.0;
    private const double FatStroke = 3.6 / 28.0;

    /// <summary>The digit, or its like with other strokes.</summary>
    /// <param name="digit">Ink on 0, cut down to its box.</param>
    /// <param name="frame">What it will be put into.</param>
    public static GrayImage Adjust(GrayImage digit, MnistFrame frame)
    {
        GrayImage sized = frame.Fit(digit);
        double width = Pen.Width(sized);
        if (width < frame.Side * (sized == digit ? FinestStroke : ThinStroke))
            return Widen(InkLevels.StretchToFull(frame.Fit(digit, Magnification)), frame);
        if (width > frame.Side * FatStroke)
            return Narrow(InkLevels.StretchToFull(frame.Fit(digit, Magnification)), frame);
        return digit;
    }

    private static GrayImage Widen(GrayImage large, MnistFrame frame)
    {
        double radius = Math.Max(0, (UsualStroke * frame.Side * Magnification) - Pen.Width(large)) / 2;
        return InkBox.Crop(Pen.Widen(InkBox.Pad(large, (int)Math.Ceiling(radius) + 1), radius));
    }

    private static GrayImage Narrow(GrayImage large, MnistFrame frame)
    {
        double radius = Math.Max(0, Pen.Width(large) - (FatStroke * frame.Side * Magnification)) / 2;
        GrayImage padded = InkBox.Pad(large, (int)Math.Ceiling(radius) + 1);
        return InkBox.Crop(Pen.Widen(padded.Invert(), radius).Invert());
    }
}
