namespace MnistTrainer.Imaging;

/// <summary>
/// Converts a color image to gray so that ink and paper stay apart, by the decoding stages of <see cref="ImageStageTable"/>.
/// </summary>
internal static class Brightness
{
    /// <summary>Converts an image.</summary>
    /// <param name="image">The image, opaque or not.</param>
    /// <param name="stages">The stages to run.</param>
    public static GrayImage Of(ColorImage image, ImageStages stages)
    {
        ColorDraft draft = new(image);
        foreach (DecodingStage stage in ImageStageTable.Decoding)
        {
            if (stages.HasFlag(stage.Flag))
                stage.Apply(draft);
        }

        return draft.Gray ?? Luminance.Of(draft.Colors);
    }
}
