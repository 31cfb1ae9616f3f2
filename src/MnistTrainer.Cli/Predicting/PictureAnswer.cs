using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>What is told of one picture. It lets go of the stages, which would fill the memory where pictures are many and large.</summary>
/// <param name="Input">What the user knows the picture by.</param>
/// <param name="Picture">What was recognised, without the pictures of its stages.</param>
/// <param name="Stages">The names of the stages.</param>
internal sealed record PictureAnswer(string Input, RecognizedPicture Picture, IReadOnlyList<string> Stages)
{
    /// <summary>The answer that a recognised picture makes.</summary>
    public static PictureAnswer Of(string input, RecognizedPicture picture) =>
        new(input, picture with { Stages = [] }, [.. picture.Stages.Select(stage => stage.Name)]);

    /// <summary>The picture that the network saw, as a data URL.</summary>
    public string PictureUrl => UrlOf(Picture.Picture);

    /// <summary>A picture as a data URL.</summary>
    public static string UrlOf(GrayImage image) => "data:image/png;base64," + Convert.ToBase64String(ImageCodec.EncodePng(image));
}
