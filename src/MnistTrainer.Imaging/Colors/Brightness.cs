namespace MnistTrainer.Imaging;

/// <summary>Makes an image in color gray, so that ink and paper stay apart: paper under what is transparent, then luminance or another direction.</summary>
internal static class Brightness
{
    /// <param name="image">With or without transparent parts.</param>
    /// <param name="stages">Of which <see cref="ImageStages.Transparency"/> and <see cref="ImageStages.Color"/> are looked at.</param>
    public static GrayImage Of(ColorImage image, ImageStages stages)
    {
        ColorImage opaque = stages.HasFlag(ImageStages.Transparency) ? PaperUnderneath.Lay(image) : image;
        GrayImage? axis = stages.HasFlag(ImageStages.Color) ? ColorAxis.Project(opaque) : null;
        return axis ?? Luminance.Of(opaque);
    }
}
