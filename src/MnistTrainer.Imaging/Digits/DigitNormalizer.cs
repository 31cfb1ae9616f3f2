namespace MnistTrainer.Imaging;

/// <summary>
/// Turns a picture that a person drew, scanned or photographed into a digit framed as MNIST frames digits: white ink on black paper,
/// the longer side 20 of 28 pixels, its centre of mass in the middle (Y. LeCun, C. Cortes, C. Burges, "The MNIST database").
/// A digit that is framed so already stays as it is.
/// </summary>
public static class DigitNormalizer
{
    // Beyond this size a photograph shows more of the paper's grain, not more of the digit.
    private const int LargestSide = 1024;

    // The digit alone is worked on at no more than so many times the frame's resolution.
    private const int LargestMagnification = 4;

    /// <summary>Frames the digit in a picture.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <param name="name">What the error message calls it: the path.</param>
    /// <param name="height">Rows of the result, at least 8; by default 28.</param>
    /// <param name="width">Columns of the result, at least 8; by default 28.</param>
    /// <returns>Ink as brightness: 0 where there is none, 255 where there is most.</returns>
    /// <exception cref="InvalidImageException">There is no ink to be seen.</exception>
    public static GrayImage Normalize(GrayImage image, string name, int height = 28, int width = 28) =>
        Trace(image, height, width).Digit
        ?? throw new InvalidImageException(name, "a picture of a digit", "an empty one, with no ink to be seen", "Draw the digit with more contrast");

    /// <summary>Frames the digit in a picture and keeps what came out of each stage.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <param name="height">Rows of the result, at least 8; by default 28.</param>
    /// <param name="width">Columns of the result, at least 8; by default 28.</param>
    /// <param name="stages">What is left out, if anything.</param>
    public static DigitTrace Trace(GrayImage image, int height = 28, int width = 28, PictureStages stages = PictureStages.All)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 8);
        List<StagePicture> trace = [new("picture", image)];
        if (MnistFrame.Has(image, height, width))
        {
            trace.Add(new StagePicture("framed", image));
            return new DigitTrace(trace, image);
        }

        GrayImage? isolated = Isolate(image.Within(LargestSide), stages, trace, out double polarity);
        GrayImage? otherPolarity = !Polarity.IsDoubtful(polarity) ? null : polarity > 0 ? image.Invert() : image;
        if (isolated is null)
            return new DigitTrace(trace, null) { OtherPolarity = otherPolarity };
        MnistFrame frame = new(height, width);
        GrayImage digit = frame.Shrink(InkBox.Crop(isolated), LargestMagnification);
        if (stages.HasFlag(PictureStages.Slant))
            digit = Add("upright", digit, Slant.Correct(digit), trace);
        if (stages.HasFlag(PictureStages.Pen))
            digit = Add("pen", digit, StrokeWidth.Adjust(digit, frame), trace);
        GrayImage framed = frame.Place(digit, stages.HasFlag(PictureStages.Mass));
        trace.Add(new StagePicture("framed", framed));
        return new DigitTrace(trace, framed) { OtherPolarity = otherPolarity };
    }

    /// <summary>The ink of the digit alone, in the picture's place; null where there is none.</summary>
    private static GrayImage? Isolate(GrayImage image, PictureStages stages, List<StagePicture> trace, out double polarity)
    {
        GrayImage page = stages.HasFlag(PictureStages.Page) ? Page.Find(image) : image;
        polarity = stages.HasFlag(PictureStages.Polarity) ? Polarity.Evidence(page) : double.PositiveInfinity;
        GrayImage ink = InkMap.Of(page, polarity > 0, stages);
        if (InkLevels.Of(ink) is not { } levels)
        {
            // A page with nothing on it is a fat light digit.
            return page == image ? null : Isolate(image, stages & ~PictureStages.Page, trace, out polarity);
        }

        if (page != image)
            trace.Add(new StagePicture("page", page));
        trace.Add(new StagePicture("ink", levels.Stretch(ink)));
        List<Region> regions = Region.FindAll(ink, levels);
        if (stages.HasFlag(PictureStages.Lines))
        {
            (GrayImage unlined, InkLevels raised) = RuledLines.Erase(ink, levels, regions);
            if (unlined != ink || raised != levels)
            {
                trace.Add(new StagePicture("lines erased", raised.Stretch(unlined)));
                (ink, levels, regions) = (unlined, raised, Region.FindAll(unlined, raised));
            }
        }

        GrayImage digit = stages.HasFlag(PictureStages.Pieces) ? DigitFinder.Isolate(ink, levels, regions) : levels.Stretch(ink);
        trace.Add(new StagePicture("digit", digit));
        return digit;
    }

    private static GrayImage Add(string name, GrayImage before, GrayImage after, List<StagePicture> trace)
    {
        if (after != before)
            trace.Add(new StagePicture(name, after));
        return after;
    }
}
