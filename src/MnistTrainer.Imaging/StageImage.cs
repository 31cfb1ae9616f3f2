namespace MnistTrainer.Imaging;

/// <summary>The image that a stage produced.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Image">Its image; from the ink on, light ink on black paper.</param>
public sealed record StageImage(ImageStage Stage, GrayImage Image)
{
    /// <summary>The same image in color, where a network takes colors; null elsewhere.</summary>
    public ColorImage? Colors { get; init; }

    /// <summary>The name of the image: <see cref="ImageStage.Result"/>, for example <c>ink</c> or <c>lines erased</c>.</summary>
    public string Name => Stage.Result ?? Stage.Name;
}
