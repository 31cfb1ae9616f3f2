namespace MnistTrainer.Imaging;

/// <summary>The state that the stages of decoding read and change.</summary>
/// <param name="colors">The decoded image.</param>
internal sealed class ColorDraft(ColorImage colors)
{
    /// <summary>The image in color.</summary>
    public ColorImage Colors { get; set; } = colors;

    /// <summary>The image in gray; null to use its luminance.</summary>
    public GrayImage? Gray { get; set; }
}
