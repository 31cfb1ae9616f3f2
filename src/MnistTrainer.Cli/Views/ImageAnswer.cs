using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Views;

/// <summary>A recognized image without the images of its stages, which would fill the memory where images are many and large.</summary>
/// <param name="Input">The image, as it was named.</param>
/// <param name="Image">The result, without stages.</param>
/// <param name="Stages">The names of the stages.</param>
internal sealed record ImageAnswer(string Input, RecognizedImage Image, IReadOnlyList<string> Stages)
{
    public static ImageAnswer Of(string input, RecognizedImage image) =>
        new(
            input,
            image with
            {
                Stages = [],
                Numbers =
                [
                    .. image.Numbers.Select(number =>
                        number with
                        {
                            Digits = [.. number.Digits.Select(digit => digit with { Answer = digit.Answer with { Stages = [] } })],
                        }
                    ),
                ],
            },
            [.. image.Stages.Select(stage => stage.Name)]
        );
}
