namespace MnistTrainer.Imaging;

/// <summary>The image that a stage produced.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Image">The image; from the stage <c>ink</c> on, light ink on black paper.</param>
public sealed record StageImage(ImageStage Stage, GrayImage Image)
{
    /// <summary>The same image in color if the network takes colors; null otherwise.</summary>
    public ColorImage? Colors { get; init; }

    /// <summary>The name of the image: <see cref="ImageStage.Result"/>, for example <c>ink</c> or <c>lines erased</c>.</summary>
    public string Name => Stage.Result ?? Stage.Name;
}
