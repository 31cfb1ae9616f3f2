namespace MnistTrainer.Imaging;

/// <summary>
/// Converts a drawing, a scan or a photograph to a digit framed like those of MNIST: white ink on black paper, the longer side 20 of 28
/// pixels, the center of mass in the middle (Y. LeCun, C. Cortes, C. Burges, "The MNIST database"). A digit that already has this frame is
/// returned unchanged. The stages are those of <see cref="ImageStageTable"/>.
/// </summary>
public static class DigitNormalizer
{
    // Beyond this size a photograph shows more of the paper's grain, not more of the digit.
    private const int LargestSide = 1024;

    /// <summary>Frames the digit in an image.</summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    /// <param name="name">The name of the image in error messages, for example its path.</param>
    /// <param name="height">The number of rows of the result, at least 8. Default: 28.</param>
    /// <param name="width">The number of columns of the result, at least 8. Default: 28.</param>
    /// <returns>The ink as brightness: 0 for no ink, 255 for full ink.</returns>
    /// <exception cref="InvalidImageException">The image has no visible ink.</exception>
    public static GrayImage Normalize(GrayImage image, string name, int height = 28, int width = 28) =>
        Trace(image, height, width).Digit
        ?? throw new InvalidImageException(
            name,
            "an image of a digit",
            "an empty one, with no visible ink",
            "Draw the digit with more contrast"
        );

    /// <summary>Frames the digit in an image and records the image of each stage.</summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    /// <param name="height">The number of rows of the result, at least 8. Default: 28.</param>
    /// <param name="width">The number of columns of the result, at least 8. Default: 28.</param>
    /// <param name="stages">The optional stages to run. Default: all.</param>
    public static DigitTrace Trace(GrayImage image, int height = 28, int width = 28, ImageStages stages = ImageStages.All)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 8);
        StageImage source = new(ImageStageTable.Source, image);
        if (MnistFrame.Has(image, height, width))
            return new DigitTrace([source, new StageImage(ImageStageTable.Framed, image)], image)
            {
                IsImpossible = ImpossibleShape.IsBlot(image),
            };

        DigitDraft draft = new(image.Within(LargestSide), new MnistFrame(height, width));
        List<StageImage> images = Run(draft, stages);
        if (draft.IsBlank && draft.HasPage)
        {
            // An empty page is really a thick light digit.
            draft = new(image.Within(LargestSide), draft.Frame);
            images = Run(draft, stages & ~ImageStages.Page);
        }

        GrayImage? otherPolarity =
            !Polarity.IsDoubtful(draft.Polarity) ? null
            : draft.Polarity > 0 ? image.Invert()
            : image;
        return draft.IsBlank
            ? new DigitTrace([source], null) { OtherPolarity = otherPolarity }
            : new DigitTrace([source, .. images], draft.Image)
            {
                OtherPolarity = otherPolarity,
                Height = draft.DigitHeight,
                IsImpossible = draft.IsImpossible || ImpossibleShape.IsBlot(draft.Image),
            };
    }

    /// <summary>Runs the stages up to the last, or until no ink is found.</summary>
    /// <returns>The images of the stages that changed the image.</returns>
    private static List<StageImage> Run(DigitDraft draft, ImageStages stages)
    {
        List<StageImage> images = [];
        foreach (NormalizationStage stage in ImageStageTable.Normalization)
        {
            GrayImage before = draft.Image;
            stage.Run(draft, stages);
            if (draft.IsBlank)
                break;
            if (stage.Result is not null && draft.Image != before)
                images.Add(new StageImage(stage, draft.Image));
        }

        return images;
    }
}
