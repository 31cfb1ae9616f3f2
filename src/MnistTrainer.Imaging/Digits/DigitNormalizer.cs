namespace MnistTrainer.Imaging;

/// <summary>
/// Turns an image that a person drew, scanned or photographed into a digit framed as MNIST frames digits: white ink on black paper,
/// the longer side 20 of 28 pixels, its center of mass in the middle (Y. LeCun, C. Cortes, C. Burges, "The MNIST database").
/// A digit that is framed so already stays as it is.
/// </summary>
public static class DigitNormalizer
{
    // Beyond this size a photograph shows more of the paper's grain, not more of the digit.
    private const int LargestSide = 1024;

    // The digit alone is worked on at no more than so many times the frame's resolution.
    private const int LargestMagnification = 4;

    /// <summary>Frames the digit in an image.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <param name="name">What the error message calls it: the path.</param>
    /// <param name="height">Rows of the result, at least 8; by default 28.</param>
    /// <param name="width">Columns of the result, at least 8; by default 28.</param>
    /// <returns>Ink as brightness: 0 where there is none, 255 where there is most.</returns>
    /// <exception cref="InvalidImageException">There is no ink to be seen.</exception>
    public static GrayImage Normalize(GrayImage image, string name, int height = 28, int width = 28) =>
        Trace(image, height, width).Digit
        ?? throw new InvalidImageException(
            name,
            "an image of a digit",
            "an empty one, with no ink to be seen",
            "Draw the digit with more contrast"
        );

    /// <summary>Frames the digit in an image and keeps what came out of each stage.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <param name="height">Rows of the result, at least 8; by default 28.</param>
    /// <param name="width">Columns of the result, at least 8; by default 28.</param>
    /// <param name="stages">What is left out, if anything.</param>
    public static DigitTrace Trace(GrayImage image, int height = 28, int width = 28, ImageStages stages = ImageStages.All)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 8);
        List<StageImage> trace = [new("image", image)];
        if (MnistFrame.Has(image, height, width))
        {
            trace.Add(new StageImage("framed", image));
            return new DigitTrace(trace, image);
        }

        GrayImage? isolated = Isolate(image.Within(LargestSide), stages, trace, out double polarity);
        GrayImage? otherPolarity =
            !Polarity.IsDoubtful(polarity) ? null
            : polarity > 0 ? image.Invert()
            : image;
        if (isolated is null)
            return new DigitTrace(trace, null) { OtherPolarity = otherPolarity };
        MnistFrame frame = new(height, width);
        GrayImage digit = frame.Shrink(InkBox.Crop(isolated), LargestMagnification);
        if (stages.HasFlag(ImageStages.Slant))
            digit = Add("upright", digit, Slant.Correct(digit), trace);
        if (stages.HasFlag(ImageStages.Pen))
            digit = Add("pen", digit, StrokeWidth.Adjust(digit, frame), trace);
        GrayImage framed = frame.Place(digit, stages.HasFlag(ImageStages.Mass));
        trace.Add(new StageImage("framed", framed));
        return new DigitTrace(trace, framed) { OtherPolarity = otherPolarity };
    }

    /// <summary>The ink of the digit alone, in the image's place; null where there is none.</summary>
    private static GrayImage? Isolate(GrayImage image, ImageStages stages, List<StageImage> trace, out double polarity)
    {
        GrayImage page = stages.HasFlag(ImageStages.Page) ? Page.Find(image) : image;
        polarity = stages.HasFlag(ImageStages.Polarity) ? Polarity.Evidence(page) : double.PositiveInfinity;
        GrayImage ink = InkMap.Of(page, polarity > 0, stages);
        if (InkLevels.Of(ink) is not { } levels)
        {
            // A page with nothing on it is a fat light digit.
            return page == image ? null : Isolate(image, stages & ~ImageStages.Page, trace, out polarity);
        }

        if (page != image)
            trace.Add(new StageImage("page", page));
        trace.Add(new StageImage("ink", levels.Stretch(ink)));
        List<Region> regions = Region.FindAll(ink, levels);
        if (stages.HasFlag(ImageStages.Lines))
        {
            (GrayImage unlined, InkLevels raised) = RuledLines.Erase(ink, levels, regions);
            if (unlined != ink || raised != levels)
            {
                trace.Add(new StageImage("lines erased", raised.Stretch(unlined)));
                (ink, levels, regions) = (unlined, raised, Region.FindAll(unlined, raised));
            }
        }

        GrayImage digit = stages.HasFlag(ImageStages.Pieces) ? DigitFinder.Isolate(ink, levels, regions) : levels.Stretch(ink);
        trace.Add(new StageImage("digit", digit));
        return digit;
    }

    private static GrayImage Add(string name, GrayImage before, GrayImage after, List<StageImage> trace)
    {
        if (after != before)
            trace.Add(new StageImage(name, after));
        return after;
    }
}
