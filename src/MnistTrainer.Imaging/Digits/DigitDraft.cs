namespace MnistTrainer.Imaging;

/// <summary>The state that the stages of normalization read and change.</summary>
/// <param name="image">The image, no larger than is useful.</param>
/// <param name="frame">The frame that the digit will be placed in.</param>
internal sealed class DigitDraft(GrayImage image, MnistFrame frame)
{
    private GrayImage _ink = image;
    private InkLevels _levels;
    private List<Region>? _regions;

    /// <summary>The image as the last stage left it.</summary>
    public GrayImage Image { get; set; } = image;

    /// <summary>The frame that the digit will be placed in.</summary>
    public MnistFrame Frame { get; } = frame;

    /// <summary>
    /// The evidence for dark on light, as <see cref="MnistTrainer.Imaging.Polarity.Evidence"/> returns it. Default: positive infinity.
    /// </summary>
    public double Polarity { get; set; } = double.PositiveInfinity;

    /// <summary>Whether a page was cut out of the image.</summary>
    public bool HasPage { get; private set; }

    /// <summary>Whether the image has no ink.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>Whether the ink is an <see cref="ImpossibleShape"/>.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>The height of the digit in pixels, once it has been cropped.</summary>
    public int? DigitHeight { get; private set; }

    private List<Region> Regions => _regions ??= Region.FindAll(_ink, _levels);

    /// <summary>Reduces the image to its page, if it has one.</summary>
    public void CutPage()
    {
        GrayImage page = Page.Find(Image);
        HasPage = page != Image;
        Image = page;
    }

    /// <summary>Separates the ink from the paper.</summary>
    /// <param name="hasEvenLight">Whether to assume that the paper has one brightness.</param>
    public void ExtractInk(bool hasEvenLight)
    {
        GrayImage ink = InkMap.Of(Image, Polarity > 0, hasEvenLight);
        if (InkLevels.Of(ink) is { } levels)
            SetInk(ink, levels);
        else
            IsBlank = true;
    }

    /// <summary>Erases ruled lines from the ink.</summary>
    public void EraseLines()
    {
        (GrayImage ink, InkLevels levels) = RuledLines.Erase(_ink, _levels, Regions);
        if (ink != _ink || levels != _levels)
            SetInk(ink, levels);
    }

    /// <summary>Reduces the ink to that of the digit.</summary>
    public void IsolateDigit() => (Image, IsImpossible) = DigitFinder.Isolate(_ink, _levels, Regions);

    /// <summary>Keeps all ink as that of the digit.</summary>
    public void KeepAllInk() => Image = _levels.Stretch(_ink);

    /// <summary>Reduces the image to the box of the digit, which is not larger than is useful for the frame.</summary>
    /// <param name="magnification">The largest multiple of the frame's resolution.</param>
    public void Crop(int magnification)
    {
        GrayImage digit = InkBox.Crop(Image);
        DigitHeight = digit.Height;
        Image = Frame.Shrink(digit, magnification);
    }

    private void SetInk(GrayImage ink, InkLevels levels)
    {
        (_ink, _levels, _regions) = (ink, levels, null);
        Image = levels.Stretch(ink);
    }
}
