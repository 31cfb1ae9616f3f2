using Microsoft.AspNetCore.Http;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>Checks what a user corrects: a drawing with ink, and one of the model's classes.</summary>
internal static class CorrectedLabel
{
    /// <summary>The index of a class.</summary>
    /// <exception cref="InvalidRequestException">The class is unknown.</exception>
    public static int IndexOf(ImageRecognizer recognizer, string label)
    {
        int index = recognizer.ClassNames.ToList().IndexOf(label);
        return index >= 0
            ? index
            : throw new InvalidRequestException(
                StatusCodes.Status422UnprocessableEntity,
                ProblemCode.UnknownLabel,
                $"Expected one of {string.Join(", ", recognizer.ClassNames)} as the label, found another. Choose one of these."
            );
    }

    /// <summary>Reads a drawing.</summary>
    /// <exception cref="InvalidRequestException">It is blank.</exception>
    public static RecognizedImage Read(ImageRecognizer recognizer, GrayImage image)
    {
        RecognizedImage read = recognizer.RecognizeSingle(image);
        return read.Best is not null
            ? read
            : throw new InvalidRequestException(
                StatusCodes.Status422UnprocessableEntity,
                ProblemCode.Blank,
                "Expected a drawing, found an image without ink. Draw something first."
            );
    }
}
