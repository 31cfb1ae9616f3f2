namespace MnistTrainer.Imaging;

/// <summary>Makes a picture in colour grey, so that ink and paper stay apart: paper under what is transparent, then luminance or another direction.</summary>
internal static class Brightness
{
    /// <param name="image">With or without transparent parts.</param>
    /// <param name="stages">Of which <see cref="PictureStages.Transparency"/> and <see cref="PictureStages.Colour"/> are looked at.</param>
    public static GrayImage Of(ColourImage image, PictureStages stages)
    {
        ColourImage opaque = stages.HasFlag(PictureStages.Transparency) ? PaperUnderneath.Lay(image) : image;
        GrayImage? axis = stages.HasFlag(PictureStages.Colour) ? ColourAxis.Project(opaque) : null;
        return axis ?? Luminance.Of(opaque);
    }
}
