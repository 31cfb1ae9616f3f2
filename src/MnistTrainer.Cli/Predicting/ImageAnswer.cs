using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>What is told of one image. It lets go of the stages, which would fill the memory where images are many and large.</summary>
/// <param name="Input">What the user knows the image by.</param>
/// <param name="Image">What was recognized, without the images of its stages.</param>
/// <param name="Stages">The names of the stages.</param>
internal sealed record ImageAnswer(string Input, RecognizedImage Image, IReadOnlyList<string> Stages)
{
    /// <summary>The answer that a recognized image makes.</summary>
    public static ImageAnswer Of(string input, RecognizedImage image) =>
        new(input, image with { Stages = [] }, [.. image.Stages.Select(stage => stage.Name)]);

    /// <summary>The image that the network saw, as a data URL.</summary>
    public string ImageUrl => DataUrl.Encode(Image.Image);
}
