namespace MnistTrainer.Imaging;

/// <summary>
/// All stages between an image file and a digit: the flag, the names and the function of each, in the order in which they run.
/// </summary>
public static class ImageStageTable
{
    // The isolated digit is processed at no more than this multiple of the frame's resolution.
    private const int LargestMagnification = 4;

    /// <summary>The decoded image.</summary>
    public static ImageStage Source { get; } = new(ImageStagePhase.Decoding, "image", "image");

    /// <summary>The negative of an image with doubtful polarity, if the recognizer prefers it.</summary>
    public static ImageStage Inverted { get; } = new(ImageStagePhase.Recognition, "inverted", "inverted");

    /// <summary>The digit in MNIST's frame: the last stage of every digit.</summary>
    public static ImageStage Framed { get; } =
        new NormalizationStage(
            ImageStages.Mass,
            "mass",
            "framed",
            draft => draft.Image = draft.Frame.Place(draft.Image, byMass: true),
            draft => draft.Image = draft.Frame.Place(draft.Image, byMass: false)
        );

    /// <summary>The image resized for a network that does not recognize digits.</summary>
    public static ImageStage Fitted { get; } = new(ImageStagePhase.Recognition, "fitted", "fitted");

    /// <summary>All stages, in the order in which they run.</summary>
    public static IReadOnlyList<ImageStage> All { get; } =
    [
        new DecodingStage(ImageStages.Transparency, "transparency", draft => draft.Colors = PaperUnderneath.Lay(draft.Colors)),
        new DecodingStage(ImageStages.Color, "color", draft => draft.Gray = ColorAxis.Project(draft.Colors)),
        Source,
        Inverted,
        new NormalizationStage(ImageStages.Page, "page", "page", draft => draft.CutPage()),
        new NormalizationStage(ImageStages.Polarity, "polarity", null, draft => draft.Polarity = Polarity.Evidence(draft.Image)),
        new NormalizationStage(
            ImageStages.Light,
            "light",
            "ink",
            draft => draft.ExtractInk(hasEvenLight: false),
            draft => draft.ExtractInk(hasEvenLight: true)
        ),
        new NormalizationStage(ImageStages.Lines, "lines", "lines erased", draft => draft.EraseLines()),
        new NormalizationStage(ImageStages.Pieces, "pieces", "digit", draft => draft.IsolateDigit(), draft => draft.KeepAllInk()),
        new NormalizationStage(ImageStages.None, "cropped", null, draft => draft.Crop(LargestMagnification)),
        new NormalizationStage(ImageStages.Pen, "pen", "pen", draft => draft.Image = StrokeWidth.Adjust(draft.Image, draft.Frame)),
        Framed,
        Fitted,
    ];

    /// <summary>The stages that can be left out, in the order of their flags.</summary>
    public static IReadOnlyList<ImageStage> Optional =>
        [.. All.Where(stage => stage.Flag != ImageStages.None).OrderBy(stage => stage.Flag)];

    internal static IReadOnlyList<DecodingStage> Decoding { get; } = [.. All.OfType<DecodingStage>()];

    internal static IReadOnlyList<NormalizationStage> Normalization { get; } = [.. All.OfType<NormalizationStage>()];
}
